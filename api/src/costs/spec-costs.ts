import { type SpendAnswer, spendAnswer } from '@parley/contracts';
import { type TestApp, type TestWorkspace } from '../testing/test-app.js';

/** Asks for the costs of a workspace. */
export const costsOf = (test: TestApp, { path, cookie }: TestWorkspace) => {
  const send = (method: 'get' | 'post' | 'put' | 'delete', where: string, body?: object, as = cookie) => {
    const asked = test.http()[method](`${path}/costs/${where}`).set('cookie', as);
    return body === undefined ? asked : asked.send(body);
  };
  const spend = async (by = '', days = 'from=2026-10-01&to=2026-11-01'): Promise<SpendAnswer> =>
    spendAnswer.parse((await send('get', `spend?${days}&by=${by}`).expect(200)).body);
  return { send, spend };
};
/** A cost of the first three days of October. */
export const october = (more: object = {}) => ({
  first_day: '2026-10-01',
  last_day: '2026-10-03',
  amount: '100',
  currency: 'RUB',
  source: 'blog',
  ...more,
});
