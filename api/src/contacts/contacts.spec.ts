import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { contactTimeline } from '@parley/contracts';
import { openPeople, type PeopleWorkspace } from '../testing/people-workspace.js';

describe('contacts', () => {
  let people: PeopleWorkspace;
  beforeAll(async () => {
    people = await openPeople();
  }, 120_000);
  afterAll(() => people.test.close());

  const ask = (...asked: Parameters<PeopleWorkspace['ask']>) => people.ask(...asked);
  const list = (...asked: Parameters<PeopleWorkspace['list']>) => people.list(...asked);
  const idOf = (contact: string) => people.idOf(contact);
  const names = async (q: string) =>
    (await list(`q=${encodeURIComponent(q)}`)).rows.map(({ contact_name }) => contact_name);

  it('are found by beginnings of names, and by the whole of what is one’s own', async () => {
    expect(await names('анн')).toEqual(['Анна Ёлкина']);
    expect(await names('ЕЛКИНА анна')).toEqual(['Анна Ёлкина']);
    expect(await names('ann')).toEqual(['Anna', 'Анна Ёлкина']);
    expect(await names('нна')).toEqual([]);
    // The same number, however it is spelled, of two people.
    expect((await names('+7 (900) 123 45 67')).toSorted()).toEqual(['Anna', 'Анна Ёлкина']);
    expect(await names('boris@example.COM')).toEqual(['Борис']);
    expect(await names('C-18')).toEqual(['Борис']);
    expect(await names('c-1')).toEqual([]);
    // The id of the platform finds also whom nobody names, and the number in Parley.
    expect(await names('clara')).toEqual([null]);
    expect(await names(idOf('boris'))).toEqual(['Борис']);
    expect(await names(`' | '' & !:*`)).toEqual([]);
  });

  it('are listed with what they did, by filters, page by page, and the same as a file', async () => {
    const { meta, rows } = await list();
    expect(meta).toMatchObject({ total: 4, row_count: 4, merges: 0, is_cut: false, sees_names: true });
    expect(rows.map(({ contact_name }) => contact_name)).toEqual([null, 'Anna', 'Анна Ёлкина', 'Борис']);
    expect(rows[2]).toMatchObject({
      phone: '8 (900) 123-45-67',
      first_seen_at: '2026-03-02T08:00:00.000Z',
      last_seen_at: '2026-03-02T09:30:00.000Z',
      first_ref: 'spring',
      is_subscribed: true,
      messages_received: 1,
      messages_sent: 1,
      dialogues: 1,
      orders: 1,
      amounts: [{ currency: 'RUB', amount: 100, refunded: 0 }],
      identities: [{ channel: 'telegram', account_name: 'Bot', external_id: 'anna', username: 'anna_e' }],
    });
    expect(rows[3]).toMatchObject({ is_subscribed: false, dialogues: 0 });
    expect((await list(`channels=viber`)).rows.map(({ contact_name }) => contact_name)).toEqual(['Anna']);
    expect((await list('refs=spring')).meta.total).toBe(1);
    // Boris left, and Clara only wrote.
    expect((await list('is_subscribed=no')).meta.total).toBe(2);
    expect((await list('first_seen_from=2026-03-02&first_seen_to=2026-03-03')).meta.total).toBe(3);
    const first = await list('limit=3');
    const second = await list(`limit=3&cursor=${first.meta.next_cursor}`);
    expect([...first.rows, ...second.rows]).toEqual(rows);
    expect(second.meta.next_cursor).toBeNull();

    const ndjson = await ask('contacts?format=ndjson').expect(200).buffer(true).parse(asText);
    expect(
      String(ndjson.body)
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
    ).toEqual(rows);
    const csv = await ask('contacts?format=csv').expect(200);
    expect(csv.headers['parley-row-count']).toBe('4');
    expect(csv.text.trimEnd().split('\r\n')).toHaveLength(5);
    expect(csv.text).toContain('100 RUB');
    await ask('contacts?limit=0').expect(400);
    await ask('contacts?cursor=zzz').expect(400);
    await ask('contacts?nonsense=1').expect(400);
  });

  it('show no name, phone or id of a platform to who may not see them, and cannot be found by one', async () => {
    const viewer = await people.test.aMember(people.workspace.workspace_id, 'viewer');
    const { meta, rows } = await list('', viewer);
    expect(meta).toMatchObject({ total: 4, sees_names: false });
    const told = JSON.stringify(rows);
    for (const secret of ['Анна', 'anna', '123-45-67', 'C-17', 'Boris', 'Борис'])
      expect(told).not.toContain(secret);
    for (const q of ['анн', 'clara', idOf('boris')]) {
      await ask(`contacts?q=${encodeURIComponent(q)}`, viewer).expect(403);
    }
    expect(JSON.stringify(await people.pageOf(idOf('anna'), viewer))).not.toMatch(/Анна|anna|123-45-67/);
    const agent = await people.test.aMember(people.workspace.workspace_id, 'agent', '1');
    for (const path of ['contacts', `contacts/${idOf('anna')}`, `contacts/${idOf('anna')}/timeline`])
      await ask(path, agent).expect(403);
    for (const role of ['viewer', 'team_lead', 'agent'] as const) {
      const cookie = await people.test.aMember(
        people.workspace.workspace_id,
        role,
        role === 'agent' ? '1' : undefined,
      );
      await ask('merge-suggestions', cookie).expect(403);
      await people.post('contact-links', { kind: 'split', identity_id: '1' }, cookie).expect(403);
    }
  });

  it('are nowhere for another workspace', async () => {
    const stranger = await people.test.aWorkspace();
    expect((await ask('contacts', stranger.cookie, stranger.path).expect(200)).body.rows).toEqual([]);
    for (const path of [
      `contacts/${idOf('anna')}`,
      `contacts/${idOf('anna')}/timeline`,
      'contacts/x',
      'contacts/0',
    ])
      await ask(path, stranger.cookie, stranger.path).expect(404);
    await people.test
      .http()
      .post(`${stranger.path}/contact-links`)
      .set('cookie', stranger.cookie)
      .send({ kind: 'merge', identity_id: idOf('anna'), other_identity_id: idOf('boris') })
      .expect(400);
  });

  it('have one timeline, with the waits of their dialogues drawn', async () => {
    const { body } = await ask(`contacts/${idOf('anna')}/timeline`).expect(200);
    const { entries, next_cursor } = contactTimeline.parse(body);
    expect(next_cursor).toBeNull();
    expect(
      entries.map(({ type, occurred_at, agent_name }) => [type, occurred_at.slice(11, 16), agent_name]),
    ).toEqual([
      ['purchase_completed', '09:30', null],
      ['note_added', '09:06', 'Oleg'],
      ['dialogue', '09:00', 'Oleg'],
      ['touch', '08:00', null],
      ['subscribed', '08:00', null],
    ]);
    expect(entries[0]).toMatchObject({ order_id: 'o1', amount: 100, currency: 'RUB' });
    const { dialogue } = entries[2]!;
    expect(dialogue?.waits).toMatchObject([
      { wait_state: 'answered', customer_seconds: 300, agent_name: 'Oleg', to: '2026-03-02T09:05:00.000Z' },
    ]);
    // It opens as the page of that dialogue.
    await ask(`dialogues/${dialogue?.dialogue_id}`).expect(200);
    const paged = [];
    for (let cursor = ''; ;) {
      const found = contactTimeline.parse(
        (await ask(`contacts/${idOf('anna')}/timeline?limit=2${cursor}`).expect(200)).body,
      );
      paged.push(...found.entries);
      if (found.next_cursor === null) break;
      cursor = `&cursor=${found.next_cursor}`;
    }
    expect(paged).toEqual(entries);
  });
});

/** A body that superagent does not know as text. */
function asText(
  answer: { on: (event: string, heard: (chunk: Buffer) => void) => void },
  done: (error: Error | null, text: string) => void,
): void {
  let text = '';
  answer.on('data', (chunk) => (text += chunk.toString('utf8')));
  answer.on('end', () => done(null, text));
}
