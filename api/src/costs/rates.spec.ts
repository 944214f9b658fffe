import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { currencyRates } from '@parley/contracts';
import { openTestApp, type TestApp, type TestWorkspace } from '../testing/test-app.js';
import { costsOf, october } from './spec-costs.js';

describe('costs in other currencies', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await openTestApp();
  });
  afterAll(() => test.close());
  const sender = (shop: TestWorkspace) => costsOf(test, shop);

  it('are converted by the rate of the latest day on or before theirs; what has none is warned of', async () => {
    const { send, spend } = sender(await test.aWorkspace());
    await send('post', 'manual', october({ currency: 'USD', amount: '30' })).expect(201);
    expect((await spend()).total).toMatchObject({
      ad_spend: '0',
      unconverted: [{ currency: 'USD', amount: '30' }],
    });
    const set = await send('post', 'rates', {
      rates: [
        { currency: 'USD', day: '2026-10-02', rate: '80' },
        { currency: 'USD', day: '2026-10-02', rate: '90.5' },
      ],
    }).expect(200);
    expect(currencyRates.parse(set.body)).toEqual({
      into: 'RUB',
      rates: [{ currency: 'USD', day: '2026-10-02', rate: '90.5' }],
      currencies: [{ currency: 'USD', rates: 1, last_day: '2026-10-02' }],
      gaps: [
        {
          currency: 'USD',
          reason: 'no_rate',
          first_day: '2026-10-01',
          last_day: '2026-10-01',
          days: 1,
          amount: '10',
        },
      ],
    });
    expect((await spend()).total).toMatchObject({
      ad_spend: '1810',
      unconverted: [{ currency: 'USD', amount: '10' }],
    });
    await send('post', 'rates/remove', { currency: 'USD', days: ['2026-10-02'] }).expect(200);
    expect((await spend()).total.ad_spend).toBe('0');
    await send('post', 'rates/remove', { currency: 'USD', days: ['2026-10-02'] }).expect(404);
  });

  it('by an old rate are converted and warned of', async () => {
    const { send, spend } = sender(await test.aWorkspace());
    await send(
      'post',
      'manual',
      october({ currency: 'EUR', first_day: '2026-10-08', last_day: '2026-10-09' }),
    ).expect(201);
    const { body } = await send('post', 'rates', {
      rates: [{ currency: 'EUR', day: '2026-10-01', rate: '2' }],
    }).expect(200);
    expect(currencyRates.parse(body).gaps).toEqual([
      {
        currency: 'EUR',
        reason: 'old_rate',
        first_day: '2026-10-09',
        last_day: '2026-10-09',
        days: 1,
        amount: '50',
      },
    ]);
    expect((await spend()).total.ad_spend).toBe('200');
  });

  it('have rates from a file, all of it or nothing', async () => {
    const shop = await test.aWorkspace();
    const put = (text: string, query = '') =>
      test
        .http()
        .put(`${shop.path}/costs/rates/file${query}`)
        .set('cookie', shop.cookie)
        .set('content-type', 'application/octet-stream')
        .send(Buffer.from(text));
    const bank =
      'Дата;Букв. код;Номинал;Курс\n01.10.2026;USD;1;95,2512\n01.10.2026;KZT;100;18,05\n01.10.2026;RUB;1;1\n';
    const { body } = await put(bank).expect(200);
    expect(currencyRates.parse(body).rates).toEqual([
      { currency: 'KZT', day: '2026-10-01', rate: '0.1805' },
      { currency: 'USD', day: '2026-10-01', rate: '95.2512' },
    ]);
    const one = await put('data,curs\n02.10.2026,96.1\n', '?currency=EUR').expect(200);
    expect(one.body.rates[0]).toEqual({ currency: 'EUR', day: '2026-10-02', rate: '96.1' });
    const bad = await put('day,currency,rate\n2026-10-03,USD,1\n2026-10-04,USD,many\n').expect(400);
    expect(bad.body.detail).toBe('Line 3: the rate is not a number above 0. Nothing was taken.');
    expect((await put('hello').expect(400)).body.detail).toContain('a CSV with a header');
    const read = await test.http().get(`${shop.path}/costs/rates?currency=USD`).set('cookie', shop.cookie);
    expect(read.body.rates).toEqual([{ currency: 'USD', day: '2026-10-01', rate: '95.2512' }]);
  });
});
