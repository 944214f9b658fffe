import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  pastRefs,
  sourcePreview,
  type SourceRuleInput,
  sourceRulesAnswer,
  sourceRulesHistory,
  USUAL_SOURCE_RULES,
} from '@parley/contracts';
import { aMessage, aReferral, aStart } from '@parley/sql/testing';
import { sendEvents, untilDerived } from '../testing/send-events.js';
import { openTestApp, type TestApp, type TestWorkspace } from '../testing/test-app.js';

const ARTICLE = 'vc.ru-messengers-guide-2403';
/** As Telegram lets it through. */
const ENCODED = Buffer.from(ARTICLE).toString('base64url');
const BY_DASH: SourceRuleInput = {
  name: 'Articles',
  when: { kind: 'template', template: '{source}-{campaign}' },
  encoding: 'either',
};

describe('source rules', () => {
  let test: TestApp;
  let shop: TestWorkspace;
  let viber: string;

  beforeAll(async () => {
    test = await openTestApp('here');
    shop = await test.aWorkspace();
    const connect = async (channel: string): Promise<string> => {
      const body = { name: `Our ${channel}`, channel, connection: 'events_api' };
      return (await send('post', 'accounts', body).expect(201)).body.account_id;
    };
    const telegram = await connect('telegram');
    const messenger = await connect('messenger');
    viber = await connect('viber');
    const came = (account_id: string, contact: string, ref: string, minute = 0) => ({
      account_id,
      contact: { id: contact },
      occurred_at: `2026-03-02T06:${String(minute).padStart(2, '0')}:00Z`,
      ref,
    });
    await sendEvents(test, shop.workspace_id, [
      aStart({ ...came(telegram, 'anna', ENCODED), id: '1' }),
      aStart({ ...came(messenger, 'boris', ARTICLE), id: '2' }),
      aStart({ ...came(viber, 'vera', ARTICLE), id: '3' }),
      aReferral({ ...came(viber, 'vera', ARTICLE, 1), id: '4' }),
      aReferral({ ...came(viber, 'vera', 'promo', 2), id: '5', source: 'given' }),
      aMessage({ account_id: viber, contact: { id: 'gleb' }, occurred_at: '2026-03-02T07:00:00Z' }),
    ]);
  });
  afterAll(() => test.close());

  const send = (method: 'post' | 'get' | 'put', path: string, body?: object, cookie = shop.cookie) => {
    const asked = test.http()[method](`${shop.path}/${path}`).set('cookie', cookie);
    return body === undefined ? asked : asked.send(body);
  };
  const rules = async () => sourceRulesAnswer.parse((await send('get', 'sources/rules').expect(200)).body);
  const refs = async (query = '') =>
    pastRefs.parse((await send('get', `sources/refs${query}`).expect(200)).body);
  const read = async () =>
    (await refs()).refs.map(({ ref, channel, reading: { rule, source, campaign } }) => [
      ref,
      channel,
      rule,
      source,
      campaign,
    ]);
  const set = async (version: number, ...wanted: SourceRuleInput[]) => {
    const answer = await send('put', 'sources/rules', { version, rules: wanted }).expect(200);
    await untilDerived(test);
    return sourceRulesAnswer.parse(answer.body);
  };

  it('begin with the usual ones, by which refs in the wild are read', async () => {
    expect(await rules()).toMatchObject({
      version: 1,
      rules: USUAL_SOURCE_RULES,
      changed_by: 'system',
      building: null,
    });
    expect(await read()).toEqual([
      [ARTICLE, 'viber', 4, 'vc.ru', 'messengers-guide-2403'],
      [ENCODED, 'telegram', 4, 'vc.ru', 'messengers-guide-2403'],
      ['promo', 'viber', 5, 'given', ''],
      [ARTICLE, 'messenger', 4, 'vc.ru', 'messengers-guide-2403'],
    ]);
  });

  it('tell of each ref how often it came, by whom, where, and what was sent with it', async () => {
    const { refs: rows, of_refs, of_touches } = await refs('?search=MESSENGERS&limit=1');
    expect([of_refs, of_touches]).toEqual([2, 3]);
    expect(rows).toEqual([
      {
        ref: ARTICLE,
        channel: 'viber',
        account_id: viber,
        account_name: 'Our viber',
        is_ad: false,
        given: { source: '', medium: '', campaign: '', content: '', term: '' },
        touches: 2,
        contacts: 1,
        last_at: '2026-03-02T06:01:00.000Z',
        reading: {
          source: 'vc.ru',
          medium: '',
          campaign: 'messengers-guide-2403',
          content: '',
          term: '',
          rule: 4,
        },
      },
    ]);
    expect((await refs('?unread=true')).refs).toEqual([]);
    await send('get', 'sources/refs?limit=501').expect(400);
  });

  it('are tried on everything that ever came: what would move, of how many people', async () => {
    const tried = await send('post', 'sources/preview', { rules: [] }).expect(200);
    const none = { source: '', medium: '', campaign: '', content: '', term: '' };
    expect(sourcePreview.parse(tried.body)).toEqual({
      computed_at: expect.any(String),
      refs: 3,
      touches: 5,
      without_source: { now: 0, then: 4 },
      moves: { refs: 2, touches: 4, contacts: 3 },
      changes: [
        {
          from: { ...none, source: 'vc.ru', campaign: 'messengers-guide-2403' },
          to: none,
          refs: 2,
          touches: 4,
          contacts: 3,
          examples: [ARTICLE, ENCODED],
        },
      ],
      changes_left_out: 0,
    });
    const same = await send('post', 'sources/preview', { rules: USUAL_SOURCE_RULES }).expect(200);
    expect(sourcePreview.parse(same.body)).toMatchObject({ moves: { touches: 0 }, changes: [] });
  });

  it("label history anew beside the one in use: the article's three refs become one source and campaign", async () => {
    expect(await set(1)).toMatchObject({ version: 2, rules: [], building: { progress: 0 } });
    expect((await read()).map(([, , rule, source]) => [rule, source])).toEqual([
      [0, ''],
      [0, ''],
      [0, 'given'],
      [0, ''],
    ]);
    expect((await refs('?unread=true')).of_touches).toBe(5);
    const { rules: kept } = await set(2, BY_DASH);
    expect(kept).toEqual([{ ...BY_DASH, channels: [], account_ids: [], set: {} }]);
    expect((await read()).map(([, channel, ...labels]) => [channel, ...labels])).toEqual([
      ['viber', 1, 'vc.ru', 'messengers-guide-2403'],
      ['telegram', 1, 'vc.ru', 'messengers-guide-2403'],
      ['viber', 0, 'given', ''],
      ['messenger', 1, 'vc.ru', 'messengers-guide-2403'],
    ]);
    expect((await rules()).building).toBeNull();
    const stored = await test.clickhouse.client.query(
      `SELECT source, campaign, toUInt32(count()) AS touches FROM touches_v1 FINAL
       WHERE workspace_id = {workspace_id:UInt32} AND ref != '' AND definition_id = (
         SELECT definition_id FROM definitions_v1 FINAL
         WHERE status = 'active' AND workspace_id = {workspace_id:UInt32})
       GROUP BY ALL ORDER BY touches`,
      { workspace_id: shop.workspace_id },
    );
    expect(stored).toEqual([
      { source: 'given', campaign: '', touches: 1 },
      { source: 'vc.ru', campaign: 'messengers-guide-2403', touches: 4 },
    ]);
  });

  it('are kept version by version; the same again leaves no trace, and whoever looked at an older one is told', async () => {
    expect((await set(3, BY_DASH)).version).toBe(3);
    const late = await send('put', 'sources/rules', { version: 2, rules: [] }).expect(409);
    expect(late.body).toMatchObject({ code: 'conflict', detail: expect.stringContaining(shop.email) });
    const history = await send('get', 'sources/history').expect(200);
    const { versions } = sourceRulesHistory.parse(history.body);
    expect(versions.map(({ version, actor, added, removed }) => [version, actor, added, removed])).toEqual([
      [3, shop.email, 1, 0],
      [2, shop.email, 0, 5],
      [1, 'system', 5, 0],
    ]);
    // Going back is setting the rules of that version.
    const back = versions[2]?.rules ?? [];
    expect(await set(3, ...back)).toMatchObject({ version: 4, rules: USUAL_SOURCE_RULES });
    const turned = [...back].reverse();
    await set(4, ...turned);
    const [newest] = sourceRulesHistory.parse(
      (await send('get', 'sources/history').expect(200)).body,
    ).versions;
    expect(newest).toMatchObject({ version: 5, added: 0, removed: 0, is_reordered: true });
    const audit = (await send('get', 'audit').expect(200)).body.entries;
    expect(audit[0]).toMatchObject({ action: 'source_rules.changed', subject: 'version 5' });
  });

  it('stay as they are when another definition changes', async () => {
    const before = await read();
    await test
      .http()
      .patch(`${shop.path}/settings`)
      .set('cookie', shop.cookie)
      .send({ definition: { silence_gap_seconds: 7200 } })
      .expect(200);
    await untilDerived(test);
    expect(await read()).toEqual(before);
    expect((await rules()).version).toBe(5);
  });

  it('are changed by owners and analysts; what cannot be is refused with the place of it', async () => {
    const analyst = await test.aMember(shop.workspace_id, 'analyst');
    const viewer = await test.aMember(shop.workspace_id, 'viewer');
    await send('get', 'sources/rules', undefined, viewer).expect(403);
    await send('put', 'sources/rules', { version: 5, rules: [] }, analyst).expect(200);
    const wrong = { ...BY_DASH, when: { kind: 'template', template: '{source}{term}' } };
    const refused = await send('put', 'sources/rules', { version: 6, rules: [BY_DASH, wrong] }).expect(400);
    expect(refused.body.errors).toEqual([
      {
        path: 'rules.1.when.template',
        message: 'must have something between two fields: where does one end?',
      },
    ]);
  });
});
