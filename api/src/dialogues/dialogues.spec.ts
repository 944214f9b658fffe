import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type DialogueTimeline, dialogueTimeline } from '@parley/contracts';
import { aMessage, anAssignment, aRead, aReply, aStart } from '@parley/sql/testing';
import { sendEvents } from '../testing/send-events.js';
import { openTestApp, type TestApp, type TestWorkspace } from '../testing/test-app.js';

const T0 = Date.parse('2026-03-02T09:00:00Z');
const PERIOD = 'from=2026-03-01&to=2026-04-01&time_zone=UTC';

describe('the timeline of a dialogue', () => {
  let test: TestApp;
  let workspace: TestWorkspace;
  let account_id: string;
  let dialogue_id: string;

  const at = (minutes: number, contact = 'anna') => ({
    account_id,
    occurred_at: T0 + minutes * 60_000,
    contact: { id: contact },
  });
  const oleg = { agent: { id: 'oleg', name: 'Oleg' } };
  const rita = { agent: { id: 'rita', name: 'Rita' } };

  beforeAll(async () => {
    test = await openTestApp('here');
    workspace = await test.aWorkspace();
    const account = await test
      .http()
      .post(`${workspace.path}/accounts`)
      .set('cookie', workspace.cookie)
      .send({
        name: 'Bot',
        channel: 'telegram',
        connection: 'events_api',
        capabilities: { outgoing: 'always', subscriptions: true },
      })
      .expect(201);
    account_id = account.body.account_id as string;
    await sendEvents(test, workspace.workspace_id, [
      aStart({ ...at(-60), ref: 'spring' }),
      aMessage(at(0)),
      aMessage(at(1)),
      anAssignment({ ...at(2), ...oleg }),
      anAssignment({ ...at(5), ...rita }),
      aReply({ ...at(8), ...rita, id: 'reply' }),
      aRead({ ...at(9), message_id: 'reply' }),
      aMessage(at(20)),
      aMessage({ ...at(0, 'boris') }),
      aReply({ ...at(3, 'boris'), ...oleg }),
    ]);
    const { body } = await ask(`reports/dialogues?${PERIOD}`).expect(200);
    dialogue_id = body.rows.find(
      (row: { messages_received: number }) => row.messages_received === 3,
    ).dialogue_id;
  });
  afterAll(() => test.close());

  const ask = (path: string, cookie = workspace.cookie) =>
    test.http().get(`${workspace.path}/${path}`).set('cookie', cookie);
  const timeline = async (id = dialogue_id, cookie = workspace.cookie): Promise<DialogueTimeline> =>
    dialogueTimeline.parse((await ask(`dialogues/${id}`, cookie).expect(200)).body);

  it('tells what happened in order, with who it was and what became of it', async () => {
    const { events, has_more_events, ...head } = await timeline();
    expect(has_more_events).toBe(false);
    expect(head).toMatchObject({
      dialogue_id,
      account_name: 'Bot',
      starter: 'contact',
      ref: 'spring',
      started_at: '2026-03-02T09:00:00.000Z',
      ended_at: '2026-03-02T09:20:00.000Z',
    });
    const minute = (text: string) => (Date.parse(text) - T0) / 60_000;
    expect(
      events.map((event) => [minute(event.occurred_at), event.type, event.sender, event.agent_name]),
    ).toEqual([
      [-60, 'conversation_started', null, null],
      [0, 'message_received', 'contact', null],
      [1, 'message_received', 'contact', null],
      [2, 'assigned', null, 'Oleg'],
      [5, 'assigned', null, 'Rita'],
      [8, 'message_sent', 'agent', 'Rita'],
      [20, 'message_received', 'contact', null],
    ]);
    expect(events[5]).toMatchObject({ read_at: '2026-03-02T09:09:00.000Z', edited_at: null });
  });

  it('draws each wait: from when to when, by whom, what others held of it', async () => {
    const { waits, events } = await timeline();
    expect(waits).toHaveLength(2);
    expect(waits[0]).toMatchObject({
      wait_state: 'answered',
      wait_place: 'first',
      from: '2026-03-02T09:00:00.000Z',
      to: '2026-03-02T09:08:00.000Z',
      answer_event_id: events[5]?.event_id,
      agent_name: 'Rita',
      customer_seconds: 480,
      customer_business_seconds: null,
      held_by: [{ agent_name: 'Oleg', held_seconds: 180 }],
    });
    expect(waits[1]).toMatchObject({ wait_state: 'abandoned', wait_place: 'next', to: null, held_by: [] });
  });

  it('is found by what was its beginning before late events came', async () => {
    await sendEvents(test, workspace.workspace_id, [aMessage(at(-30))]);
    const found = await timeline();
    expect(found.started_at).toBe('2026-03-02T08:30:00.000Z');
    expect(found.dialogue_id).not.toBe(dialogue_id);
  });

  it('is nowhere for what is no dialogue, and for an agent who is not in it', async () => {
    for (const id of ['1-1-1', 'x', '1-99999999999999999999-1', '99999999999999999999999-1-1']) {
      await ask(`dialogues/${id}`).expect(404);
    }
    const { body } = await ask(`reports/waits?${PERIOD}&kind=every&states=answered`).expect(200);
    const idOf = (name: string) =>
      body.rows.find((row: { agent_name: string }) => row.agent_name === name).agent_id as string;
    const member = (name: string) => test.aMember(workspace.workspace_id, 'agent', idOf(name));
    const ritas = await timeline(dialogue_id, await member('Rita'));
    expect(ritas.waits[0]?.held_by).toHaveLength(1);
    await ask(`dialogues/${dialogue_id}`, await member('Oleg')).expect(404);
    const stranger = await test.aWorkspace();
    await ask(`dialogues/${dialogue_id}`, stranger.cookie).expect(404);
    const { workspace_id } = stranger;
    await test
      .http()
      .get(`/api/workspaces/${workspace_id}/dialogues/${dialogue_id}`)
      .set('cookie', stranger.cookie)
      .expect(404);
  });
});
