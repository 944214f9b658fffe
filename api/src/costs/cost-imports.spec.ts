import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type CostImport, costImport, costImportList, type CostMapping } from '@parley/contracts';
import { openTestApp, type TestApp, type TestWorkspace } from '../testing/test-app.js';
import { CostFilePart, CostImportRow } from './cost.entities.js';
import { CostSaver } from './cost-saver.js';
import { costsOf } from './spec-costs.js';

const sample = (name: string) => readFileSync(new URL(`./samples/${name}.csv`, import.meta.url));

describe('a cost file', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await openTestApp();
  });
  afterAll(() => test.close());

  function importsOf(shop: TestWorkspace) {
    const { send, spend } = costsOf(test, shop);
    const one = (answer: { body: unknown }): CostImport => costImport.parse(answer.body);
    const part = (id: string, bytes: Buffer, offset = 0) =>
      test
        .http()
        .put(`${shop.path}/costs/imports/${id}/file?offset=${offset}`)
        .set('cookie', shop.cookie)
        .set('content-type', 'application/octet-stream')
        .send(bytes);
    const upload = async (file_name: string, bytes: Buffer): Promise<CostImport> => {
      const input = { file_name, file_bytes: bytes.length };
      const { cost_import_id } = one(await send('post', 'imports', input).expect(201));
      return one(await part(cost_import_id, bytes).expect(200));
    };
    const read = async (id: string) => one(await send('get', `imports/${id}`).expect(200));
    const patch = async (id: string, body: object) =>
      one(
        await test
          .http()
          .patch(`${shop.path}/costs/imports/${id}`)
          .set('cookie', shop.cookie)
          .send(body)
          .expect(200),
      );
    const save = async (id: string): Promise<CostImport> => {
      await send('post', `imports/${id}/save`).expect(200);
      for (let tries = 0; tries < 100; tries++) {
        const now = await read(id);
        if (now.state !== 'saving') return now;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      throw new Error('was not saved in time');
    };
    const undo = async (id: string) => one(await send('post', `imports/${id}/undo`).expect(200));
    const byDay = async () => (await spend('day')).rows.map(({ labels, ad_spend }) => [labels.day, ad_spend]);
    return { send, spend, part, upload, read, patch, save, undo, byDay };
  }
  const csv = (...rows: string[]) => Buffer.from(['date,campaign,spend,currency', ...rows].join('\n'));

  it('is shown as it would be understood before anything is saved, and then counts', async () => {
    const { upload, save, spend } = importsOf(await test.aWorkspace());
    const checked = await upload('october.csv', sample('vk-ads'));
    expect(checked).toMatchObject({
      state: 'checked',
      mapping: { preset: 'vk_ads' },
      is_remembered: false,
      sheet_id: null,
      sheet_name: 'VK Ads',
      questions: [],
      report: {
        rows: 3,
        days: 2,
        totals: [{ currency: 'RUB', amount: '3250.75', clicks: 430, impressions: 25_400 }],
        refused: 0,
        notices: [{ code: 'totals_row', rows: 1, line: 5, value: '' }],
        replaces: { days: 0, totals: [] },
      },
    });
    expect(
      checked.samples.map(({ line, cost, is_total }) => [line, cost?.campaign, cost?.amount, is_total]),
    ).toEqual([
      [2, 'Осень бот', '1501.5000', false],
      [3, 'Осень бот', '500.0000', false],
      [4, 'Осень бот', '1249.2500', false],
      [5, undefined, undefined, true],
    ]);
    expect((await spend()).total.ad_spend).toBe('0');
    const saved = await save(checked.cost_import_id);
    expect(saved).toMatchObject({ state: 'done', saved_lines: 3, standing_days: 2 });
    expect((await spend('source,campaign')).rows).toMatchObject([
      {
        labels: { source: 'vk', campaign: 'Осень бот' },
        ad_spend: '3250.75',
        clicks: 430,
        impressions: 25_400,
      },
    ]);
    // The bytes are no longer needed.
    expect(await test.source.getRepository(CostFilePart).count()).toBe(0);
  });

  it('imported again replaces the days it brings and no others; undone it gives them back', async () => {
    const { upload, patch, save, undo, byDay, send, read } = importsOf(await test.aWorkspace());
    const one = await upload(
      'one.csv',
      csv('2026-10-01,a,1,RUB', '2026-10-02,a,2,RUB', '2026-10-03,a,4,RUB'),
    );
    expect(one).toMatchObject({ questions: ['sheet'], sheet_name: '' });
    await send('post', `imports/${one.cost_import_id}/save`).expect(409);
    expect(await patch(one.cost_import_id, { sheet_name: 'My table' })).toMatchObject({ questions: [] });
    const { sheet_id } = await save(one.cost_import_id);

    // The header is known now: the same sheet, and what of it is replaced. The second of October costs nothing any more.
    const two = await upload('two.csv', csv('2026-10-02,a,0,RUB', '2026-10-04,a,8,RUB'));
    expect(two).toMatchObject({
      is_remembered: true,
      sheet_id,
      sheet_name: 'My table',
      report: {
        days: 2,
        notices: [
          { code: 'nothing_spent', rows: 1 },
          { code: 'days_kept', rows: 1 },
        ],
        replaces: { days: 1, totals: [{ currency: 'RUB', amount: '2.00' }] },
      },
    });
    await save(two.cost_import_id);
    expect(await byDay()).toEqual([
      ['2026-10-04', '8'],
      ['2026-10-03', '4'],
      ['2026-10-01', '1'],
    ]);
    expect((await read(one.cost_import_id)).standing_days).toBe(2);

    const other = await upload('other.csv', csv('2026-10-01,a,16,RUB'));
    await patch(other.cost_import_id, { sheet_id: null, sheet_name: 'my TABLE' });
    expect((await send('post', `imports/${other.cost_import_id}/save`).expect(409)).body.detail).toContain(
      'my TABLE',
    );
    await patch(other.cost_import_id, { sheet_id: null, sheet_name: 'Another' });
    await save(other.cost_import_id);
    expect((await byDay()).at(-1)).toEqual(['2026-10-01', '17']);

    expect(await undo(two.cost_import_id)).toMatchObject({ state: 'undone', standing_days: 0 });
    expect(await byDay()).toEqual([
      ['2026-10-03', '4'],
      ['2026-10-02', '2'],
      ['2026-10-01', '17'],
    ]);
    await undo(one.cost_import_id);
    await undo(one.cost_import_id);
    expect(await byDay()).toEqual([['2026-10-01', '16']]);
    const list = costImportList.parse((await send('get', 'imports').expect(200)).body);
    expect(
      list.imports.map(({ file_name, state, standing_days }) => [file_name, state, standing_days]),
    ).toEqual([
      ['other.csv', 'done', 1],
      ['two.csv', 'undone', 0],
      ['one.csv', 'undone', 0],
    ]);
    expect(list.sheets.map(({ name }) => name)).toEqual(['Another', 'My table']);
  });

  it('with a wrong line is refused whole, with the line and the reason, until it is understood', async () => {
    const { upload, patch, save, send, spend } = importsOf(await test.aWorkspace());
    const bad = await upload(
      'bad.csv',
      csv('2026-10-01,a,1,RUB', '2026-10-02,a,"2,5",RUB', '2026-10-03,a,3,RUB', '2026-10-04,a,1.5,RUB'),
    );
    expect(bad.report).toMatchObject({
      refused: 1,
      problems: [{ line: 3, code: 'unreadable_amount', field: 'amount', value: '2,5' }],
    });
    await patch(bad.cost_import_id, { sheet_name: 'Mine' });
    const refused = await send('post', `imports/${bad.cost_import_id}/save`).expect(409);
    expect(refused.body.detail).toBe(
      'Lines that cannot be understood: 1, the first is line 3. Nothing was saved.',
    );
    expect((await spend()).total.ad_spend).toBe('0');
    // Without the column of amounts nothing is understood at all.
    const { mapping } = bad as { mapping: CostMapping };
    const { amount: _, ...fields } = mapping.fields;
    const open = await patch(bad.cost_import_id, { mapping: { ...mapping, fields } });
    expect(open).toMatchObject({ questions: ['amount'], report: null });
    expect(open.samples[0]).toMatchObject({ line: 2, cells: ['2026-10-01', 'a', '1', 'RUB'], cost: null });
    await send('delete', `imports/${bad.cost_import_id}`).expect(204);
    await send('get', `imports/${bad.cost_import_id}`).expect(404);

    const book = await upload('book.xlsx', Buffer.from([0x50, 0x4b, 3, 4, 1, 2]));
    expect(book).toMatchObject({ state: 'failed', failure: { code: 'is_a_spreadsheet', line: null } });
    await send('post', `imports/${book.cost_import_id}/save`).expect(409);
    const good = await upload('good.csv', sample('google-ads'));
    await save(good.cost_import_id);
    await send('delete', `imports/${good.cost_import_id}`).expect(409);
  });

  it('arrives in parts, each where the last one ended', async () => {
    const { send, part, read } = importsOf(await test.aWorkspace());
    const bytes = sample('yandex-direct');
    const input = { file_name: 'direct.csv', file_bytes: bytes.length };
    const { cost_import_id: id } = (await send('post', 'imports', input).expect(201)).body;
    expect((await part(id, bytes.subarray(0, 101)).expect(200)).body).toMatchObject({
      state: 'uploading',
      uploaded_bytes: 101,
    });
    await part(id, bytes.subarray(0, 101)).expect(409);
    await part(id, Buffer.concat([bytes, bytes]), 101).expect(400);
    await part(id, bytes.subarray(101), 101).expect(200);
    expect(await read(id)).toMatchObject({
      state: 'checked',
      mapping: { preset: 'yandex_direct', header_line: 6 },
    });
  });

  it('whose saving was cut off is saved by the next process, once', async () => {
    const { upload, read, spend } = importsOf(await test.aWorkspace());
    const { cost_import_id } = await upload('meta.csv', sample('meta-ads'));
    const id = Number(cost_import_id);
    const rows = test.source.getRepository(CostImportRow);
    const sheet = await test.source.query(
      `INSERT INTO cost_sheets (workspace_id, kind, name, created_at) SELECT workspace_id, 'import', 'Meta', now() FROM cost_imports WHERE cost_import_id = $1 RETURNING sheet_id`,
      [id],
    );
    // What a process that died half way leaves behind.
    await rows.update(
      { cost_import_id: id },
      { state: 'saving', sheet_id: sheet[0].sheet_id, saved_lines: 1 },
    );
    const saver = test.app.get(CostSaver);
    saver.wake();
    saver.wake();
    for (let tries = 0; (await read(cost_import_id)).state === 'saving' && tries < 100; tries++)
      await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await read(cost_import_id)).toMatchObject({ state: 'done', saved_lines: 3, standing_days: 2 });
    expect((await spend()).total).toMatchObject({
      ad_spend: '0',
      unconverted: [{ currency: 'USD', amount: '63.4' }],
    });
  });
});
