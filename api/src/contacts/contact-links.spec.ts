import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import {
  contactLink,
  contactLinks,
  contactTimeline,
  mergePreview,
  mergeSuggestions,
} from '@parley/contracts';
import { type ClickHouse, putContactLinks } from '@parley/sql';
import { ADMIN_STORE } from '../clickhouse/clickhouse.js';
import { ContactLinksCopy } from './contact-links-copy.service.js';
import { DerivationService } from '../derivation/derivation.service.js';
import { openPeople, type PeopleWorkspace } from '../testing/people-workspace.js';

const PERIOD = 'from=2026-03-01&to=2026-04-01&time_zone=UTC';

describe('contacts who are one person', () => {
  let people: PeopleWorkspace;
  beforeAll(async () => {
    people = await openPeople();
  }, 120_000);
  afterAll(() => people.test.close());

  const ask = (...asked: Parameters<PeopleWorkspace['ask']>) => people.ask(...asked);
  const list = (...asked: Parameters<PeopleWorkspace['list']>) => people.list(...asked);
  const post = (...asked: Parameters<PeopleWorkspace['post']>) => people.post(...asked);
  const idOf = (contact: string) => people.idOf(contact);
  const converted = async (): Promise<number> => {
    const { body } = await ask(`reports/attribution?${PERIOD}&compare_to=none`).expect(200);
    const rows = body.rows as { is_total: boolean; contacts_converted: number }[];
    return rows.find(({ is_total }) => is_total)!.contacts_converted;
  };

  it('are merged by hand in every report at once, and taken back exactly', async () => {
    const before = await list();
    // Anna and Anna bought; the goal of subscriptions is reached by three.
    const bought = await converted();
    const both = { identity_id: idOf('anna'), other_identity_id: idOf('v-anna') };
    const preview = mergePreview.parse(
      (await ask(`contact-links/preview?${new URLSearchParams(both).toString()}`).expect(200)).body,
    );
    expect(preview).toMatchObject({
      is_one_already: false,
      together: { identities: 2, dialogues: 2, orders: 2, amounts: [{ amount: 150 }] },
    });
    const analyst = await people.test.aMember(people.workspace.workspace_id, 'analyst');
    const made = contactLink.parse(
      (await post('contact-links', { kind: 'merge', ...both, why: 'a sister of hers' }, analyst).expect(201))
        .body,
    );
    const merged = await list();
    expect(merged.meta).toMatchObject({ total: 3, merges: 1 });
    const page_ = await people.pageOf(both.other_identity_id);
    expect(page_).toMatchObject({ totals: { orders: 2, dialogues: 2 }, first_touch: { ref: 'spring' } });
    expect(page_.identities.map(({ channel }) => channel).toSorted()).toEqual(['telegram', 'viber']);
    const meta = (await ask(`reports/attribution?${PERIOD}`).expect(200)).body.meta as { merges: number };
    expect(meta.merges).toBe(1);
    expect(await converted()).toBe(bought - 1);
    await post('contact-links', { kind: 'merge', ...both }).expect(409);
    const { entries } = contactTimeline.parse(
      (await ask(`contacts/${both.identity_id}/timeline`).expect(200)).body,
    );
    expect(entries[0]).toMatchObject({ type: 'merged', reason: 'a sister of hers', is_undone: false });

    // Why often names somebody: it is not for a viewer, nor for a key, nor in the audit.
    const viewer = await people.test.aMember(people.workspace.workspace_id, 'viewer');
    const key = (await post('api-keys', { name: 'BI', scopes: ['reports:read'] }).expect(201)).body as {
      key: string;
    };
    const byKey = (path: string) =>
      people.test.http().get(`${people.workspace.path}/${path}`).set('authorization', `Bearer ${key.key}`);
    for (const path of ['timeline', 'links'].map((name) => `contacts/${both.identity_id}/${name}`)) {
      expect((await ask(path).expect(200)).text).toContain('a sister of hers');
      for (const hidden of [ask(path, viewer), byKey(path)]) {
        const { text } = await hidden.expect(200);
        expect(text).toContain(both.other_identity_id);
        expect(text).not.toContain('a sister of hers');
      }
    }
    expect((await ask('audit').expect(200)).text).not.toContain('a sister of hers');

    await post(`contact-links/${made.link_id}/undo`, { why: 'a sister' }).expect(200);
    await post(`contact-links/${made.link_id}/undo`, {}).expect(409);
    expect(await list()).toEqual(before);
    expect(await converted()).toBe(bought);
    const { links } = contactLinks.parse((await ask(`contacts/${both.identity_id}/links`).expect(200)).body);
    expect(links).toMatchObject([
      { link_id: made.link_id, kind: 'merge', why: 'a sister of hers', undone_by: people.workspace.email },
    ]);
    const { body } = await ask('audit').expect(200);
    const actions = (body.entries as { action: string }[]).map(({ action }) => action);
    expect(actions).toEqual(expect.arrayContaining(['contacts.merged', 'contacts.undone']));

    await post('contact-links', { kind: 'split', identity_id: both.identity_id }).expect(409);
    await post('contact-links', { kind: 'merge', identity_id: '1', other_identity_id: '2' }).expect(400);
    await post('contact-links/999999/undo', {}).expect(404);
  });

  it('are kept while the store is away, and the store keeps nothing that PostgreSQL lacks', async () => {
    const store = people.test.app.get<ClickHouse>(ADMIN_STORE);
    const copy = people.test.app.get(ContactLinksCopy);
    const derived = () => people.test.app.get(DerivationService).state();
    const both = { identity_id: idOf('anna'), other_identity_id: idOf('v-anna') };
    const isOne = async () => (await people.pageOf(both.identity_id)).identities.length === 2;
    const insert = store.insertRows.bind(store);
    const away = jest.spyOn(store, 'insertRows').mockImplementation((table, ...rest) => {
      if (table === 'contact_links_v1') return Promise.reject(new Error('away'));
      return insert(table, ...rest);
    });
    await post('contact-links', { kind: 'merge', ...both }).expect(503);
    away.mockRestore();
    expect(await isOne()).toBe(false);
    const { links } = contactLinks.parse((await ask(`contacts/${both.identity_id}/links`).expect(200)).body);
    expect(links[0]).toMatchObject({ kind: 'merge', undone_at: null });
    expect(await copy.writeAll()).toBe(true);
    await derived();
    expect(await isOne()).toBe(true);
    await post(`contact-links/${links[0]?.link_id}/undo`, {}).expect(200);
    expect(await isOne()).toBe(false);

    const { workspace_id } = people.workspace;
    const stray = { workspace_id, link_id: 4_000_000, said_at: new Date(), kind: 'merge', ...both } as const;
    await putContactLinks(store, [{ ...stray, is_undone: false, version: 1n }]);
    await derived();
    expect(await isOne()).toBe(true);
    expect(await copy.writeAll()).toBe(true);
    await derived();
    expect(await isOne()).toBe(false);
  });

  it('are merged once by two who say the same at the same time, either way round', async () => {
    const [one, other] = [idOf('anna'), idOf('v-anna')];
    const answers = await Promise.all([
      post('contact-links', { kind: 'merge', identity_id: one, other_identity_id: other }),
      post('contact-links', { kind: 'merge', identity_id: other, other_identity_id: one }),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409]);
    const { link_id } = answers.find(({ status }) => status === 201)!.body as { link_id: string };
    // Split off and merged again it is another saying, and the split is what holds them apart once that is undone.
    await post('contact-links', { kind: 'split', identity_id: one }).expect(201);
    const again = { kind: 'merge', identity_id: one, other_identity_id: other };
    const second = (await post('contact-links', again).expect(201)).body as { link_id: string };
    const undone = async (id: string) =>
      ((await post(`contact-links/${id}/undo`, {}).expect(200)).body as { is_one_still: boolean })
        .is_one_still;
    expect(await undone(link_id)).toBe(true);
    expect(await undone(second.link_id)).toBe(false);
  });

  it('are suggested for a merge by what they share, and not again once dismissed', async () => {
    const suggested = async () =>
      mergeSuggestions.parse((await ask('merge-suggestions').expect(200)).body).suggestions;
    const [one, ...others] = await suggested();
    expect(others).toEqual([]);
    expect(one).toMatchObject({ reasons: ['phone'], values: ['79001234567'] });
    expect(one?.contacts.map(({ contact_name }) => contact_name).toSorted()).toEqual(['Anna', 'Анна Ёлкина']);
    const both = { identity_id: idOf('anna'), other_identity_id: idOf('v-anna') };
    // Accepted it is gone; taken back it is there again; dismissed it stays away, also when asked twice.
    const made = (await post('contact-links', { kind: 'merge', ...both }).expect(201)).body as {
      link_id: string;
    };
    expect(await suggested()).toEqual([]);
    await post('merge-suggestions/dismiss', both).expect(400);
    await post(`contact-links/${made.link_id}/undo`, {}).expect(200);
    expect(await suggested()).toHaveLength(1);
    await post('merge-suggestions/dismiss', both).expect(204);
    await post('merge-suggestions/dismiss', both).expect(204);
    expect(await suggested()).toEqual([]);
    // What very many share is nobody's own.
    await people.learn(
      Array.from({ length: 12 }, (_, index) => people.profile(`n${index}`, { phone: '+74951111111' })),
    );
    expect(await suggested()).toEqual([]);
  });
});
