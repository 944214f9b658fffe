import { TestBed } from '@angular/core/testing';
import { signal } from '@angular/core';
import { Theme } from '../../theme/theme';
import { PlaceHere } from '../pins/place-here';
import { ViewState } from '../view-state';
import { Shortcuts } from './shortcuts';

describe('shortcuts', () => {
  const went: string[] = [];
  let shortcuts: Shortcuts;
  const used: string[] = [];
  beforeEach(() => {
    localStorage.clear();
    went.length = 0;
    used.length = 0;
    document.body.innerHTML =
      '<main><input type="text" id="field" /><input type="search" id="sought" /></main>';
    TestBed.configureTestingModule({
      providers: [
        Shortcuts,
        { provide: Theme, useValue: { isDark: () => false, use: (each: string) => used.push(each) } },
        { provide: PlaceHere, useValue: { open: (path: string[]) => went.push(path.join('/')) } },
        {
          provide: ViewState,
          useValue: { workspace: signal({ role: 'viewer' }) },
        },
      ],
    });
    shortcuts = TestBed.inject(Shortcuts);
  });

  const press = (code: string, more: KeyboardEventInit = {}, at: Element = document.body) => {
    const event = new KeyboardEvent('keydown', { code, key: more.key ?? code, cancelable: true, ...more });
    Object.defineProperty(event, 'target', { value: at });
    shortcuts.press(event);
    return event.defaultPrevented;
  };

  it('lead to a page by two keys, in any layout', () => {
    press('KeyG', { key: 'п' });
    expect(press('KeyC', { key: 'с' })).toBe(true);
    expect(went).toEqual(['channels']);
    // Only what this role may open.
    press('KeyG');
    expect(press('KeyE')).toBe(false);
    expect(went).toHaveLength(1);
  });

  it('do nothing while somebody types', () => {
    const field = document.querySelector('#field')!;
    expect(press('KeyT', {}, field)).toBe(false);
    expect(press('Slash', { key: '?', shiftKey: true }, field)).toBe(false);
    expect(shortcuts.help()).toBe(false);
    expect(used).toEqual([]);
    // Together with Ctrl it is no character.
    expect(press('KeyK', { ctrlKey: true }, field)).toBe(true);
    expect(shortcuts.palette()).toBe(true);
  });

  it('show themselves, change the theme and reach the search', () => {
    press('Digit7', { key: '?', shiftKey: true });
    expect(shortcuts.help()).toBe(true);
    press('KeyT');
    expect(used).toEqual(['dark']);
    press('Slash', { key: '/' });
    expect(document.activeElement?.id).toBe('sought');
  });

  it('can be switched off, and stay so', () => {
    shortcuts.use(false);
    expect(press('KeyT')).toBe(false);
    expect(press('Slash', { key: '?', shiftKey: true })).toBe(false);
    expect(localStorage.getItem('parley.shortcuts')).toBe('off');
  });
});
