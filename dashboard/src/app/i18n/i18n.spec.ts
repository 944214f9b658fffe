import { TestBed } from '@angular/core/testing';
import { en, type TextKey } from './en';
import { I18n } from './i18n';
import { ru } from './ru';
import { provideTexts } from './transloco';

describe('texts', () => {
  beforeEach(() => TestBed.configureTestingModule({ providers: [provideTexts()] }));

  it('take the same parameters in both languages', () => {
    const params = (text: string) => [...new Set(text.match(/\{\{\w+\}\}/g))].sort();
    for (const key of Object.keys(en) as TextKey[]) {
      expect([key, params(ru[key])]).toEqual([key, params(en[key])]);
    }
  });

  it('follow the language, and so does the document', async () => {
    const i18n = TestBed.inject(I18n);
    await i18n.use('ru');
    TestBed.tick();
    expect(i18n.t('overview.previous', { value: '5' })).toBe('было 5');
    expect(document.documentElement.lang).toBe('ru');
    await i18n.use('en');
    TestBed.tick();
    expect(i18n.t('overview.previous', { value: '5' })).toBe('was 5');
    expect(document.documentElement.lang).toBe('en');
  });

  it('know the plural forms of both languages', async () => {
    const i18n = TestBed.inject(I18n);
    await i18n.use('ru');
    expect([1, 2, 5, 11, 21, 22, 25, 111].map((n) => i18n.plural('dialogues', n))).toEqual([
      '1 диалог',
      '2 диалога',
      '5 диалогов',
      '11 диалогов',
      '21 диалог',
      '22 диалога',
      '25 диалогов',
      '111 диалогов',
    ]);
    await i18n.use('en');
    expect([1, 2].map((n) => i18n.plural('dialogues', n))).toEqual(['1 dialogue', '2 dialogues']);
  });
});
