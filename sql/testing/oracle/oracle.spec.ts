import { event, type EventInput } from '@parley/contracts';
import { textHash } from '../../lib/ids.js';
import {
  aBotReply,
  aBroadcastMessage,
  aBlock,
  aButtonPress,
  aClick,
  aDismissal,
  aHandOff,
  aMessage,
  anAssignment,
  anAutoReply,
  anUnassignment,
  anUnknownReply,
  anUnsubscription,
  aReopening,
  aReply,
  aResolution,
  aStart,
} from '../factories/index.js';
import { derivedTables, type OracleAccount, type OracleInput, overviewOf, plainEvent } from './index.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const HASH_KEY = new Uint8Array(32).fill(7);
/** Times in these tests are counted from this Monday. */
const MONDAY = Date.UTC(2026, 2, 2);

const at = (ms: number) => ({ occurred_at: MONDAY + ms });

function told(events: EventInput[], account: Partial<OracleAccount> = {}): OracleInput {
  return {
    rows: events.map((input) =>
      plainEvent(event.parse(input), {
        workspaceId: 1,
        hashKey: HASH_KEY,
        channel: 'telegram',
        identityAccountId: 1,
        receivedAt: MONDAY,
        mapperVersion: 1,
      }),
    ),
    accounts: [
      { account_id: 1, outgoing: 'always', default_sender: 'bot', silence_gap_seconds: 0, ...account },
    ],
    definition: {
      definition_id: 1,
      silence_gap_seconds: 86_400,
      courtesy_hashes: [textHash(HASH_KEY, 'thanks')],
    },
  };
}

/** Rows with only the named columns, times counted from Monday again (none stays 0). */
function seen(rows: Record<string, unknown>[], ...columns: string[]) {
  const value = (name: string, cell: unknown) =>
    typeof cell === 'number' && cell > MONDAY / 2 && /_(at|since)$/.test(name) ? cell - MONDAY : cell;
  return rows.map((row) => columns.map((name) => value(name, row[name])));
}
const dialogues = (input: OracleInput, ...columns: string[]) =>
  seen(derivedTables(input).dialogues_v1, ...columns);
const waits = (input: OracleInput, ...columns: string[]) => seen(derivedTables(input).waits_v1, ...columns);

describe('the oracle: dialogues', () => {
  it('keeps messages exactly G apart together and parts them one millisecond later', () => {
    const answered = [aMessage(at(0)), aReply(at(MINUTE))];
    expect(dialogues(told([...answered, aMessage(at(MINUTE + DAY))]), 'started_at', 'ended_at')).toEqual([
      [0, MINUTE + DAY],
    ]);
    expect(
      dialogues(told([...answered, aMessage(at(MINUTE + DAY + 1))]), 'started_at', 'previous_ended_at'),
    ).toEqual([
      [0, 0],
      [MINUTE + DAY + 1, MINUTE],
    ]);
  });

  it('keeps a dialogue open for exactly 30 days while somebody waits', () => {
    expect(dialogues(told([aMessage(at(0)), aReply(at(30 * DAY))]), 'ended_at', 'starter')).toEqual([
      [30 * DAY, 'contact'],
    ]);
    expect(dialogues(told([aMessage(at(0)), aReply(at(30 * DAY + 1))]), 'started_at', 'starter')).toEqual([
      [0, 'contact'],
      [30 * DAY + 1, 'agent'],
    ]);
  });

  it('lets a bot end the waiting, and a hand-off take it up again', () => {
    const fronted = [aMessage(at(0)), aBotReply(at(1))];
    expect(dialogues(told([...fronted, aReply(at(2 * DAY))]), 'started_at')).toEqual([[0], [2 * DAY]]);
    expect(dialogues(told([...fronted, aHandOff(at(2)), aReply(at(2 * DAY))]), 'ended_at')).toEqual([
      [2 * DAY],
    ]);
  });

  it('prolongs by a pressed button but not by a broadcast, which is only counted', () => {
    const answered = [aMessage(at(0)), aReply(at(0))];
    const later = aMessage(at(DAY + HOUR));
    expect(dialogues(told([...answered, aButtonPress(at(2 * HOUR)), later]), 'ended_at')).toEqual([
      [DAY + HOUR],
    ]);
    expect(
      dialogues(
        told([...answered, aBroadcastMessage(at(2 * HOUR)), later]),
        'ended_at',
        'messages_sent',
        'messages_sent_in_broadcasts',
        'starter',
      ),
    ).toEqual([
      [0, 1, 1, 'contact'],
      [DAY + HOUR, 0, 0, 'broadcast_reply'],
    ]);
  });

  it('begins anew after a close, unless it is taken back', () => {
    const closed = [aMessage(at(0)), aReply(at(1)), aResolution(at(2))];
    expect(dialogues(told([...closed, aMessage(at(3))]), 'started_at', 'resolved_at')).toEqual([
      [0, 2],
      [3, 0],
    ]);
    expect(
      dialogues(told([...closed, aReopening(at(3)), aMessage(at(4))]), 'ended_at', 'resolved_at'),
    ).toEqual([[4, 0]]);
    expect(dialogues(told([...closed, aReply(at(5))]), 'ended_at', 'resolved_at')).toEqual([[5, 2]]);
  });

  it('holds at most 1000 messages unless somebody waits', () => {
    const talk = Array.from({ length: 1001 }, (_, index) => aReply(at(index)));
    expect(dialogues(told(talk), 'messages_sent')).toEqual([[1000], [1]]);
    const question = Array.from({ length: 1001 }, (_, index) => aMessage(at(index)));
    expect(dialogues(told(question), 'messages_received')).toEqual([[1001]]);
  });

  it('names who started', () => {
    const starter = (...events: EventInput[]) => dialogues(told(events), 'starter').flat();
    expect(starter(anAutoReply(at(0)), aMessage(at(1)))).toEqual(['contact']);
    expect(starter(aReply(at(0)), aMessage(at(1)))).toEqual(['agent']);
    expect(starter(aBotReply(at(0)))).toEqual(['bot']);
    expect(starter(anUnknownReply(at(0)))).toEqual(['bot']);
    expect(starter(anAutoReply(at(0)))).toEqual(['bot']);
    expect(starter(aStart(at(0)), aBotReply(at(DAY)))).toEqual(['contact']);
    expect(starter(aStart(at(0)), aBotReply(at(DAY + 1)))).toEqual(['bot']);
    expect(starter(aBroadcastMessage({ ...at(0), id: 'b' }), aMessage(at(DAY)))).toEqual(['broadcast_reply']);
    expect(starter(aBroadcastMessage(at(0)), aMessage(at(DAY + 1)))).toEqual(['contact']);
    expect(
      starter(aBroadcastMessage({ ...at(0), id: 'b' }), aMessage({ ...at(9 * DAY), reply_to: 'b' })),
    ).toEqual(['broadcast_reply']);
  });
});

describe('the oracle: waits', () => {
  it('counts a burst from its first message and closes it once', () => {
    const input = told([
      aMessage(at(0)),
      aMessage(at(MINUTE)),
      aReply(at(2 * MINUTE)),
      aReply(at(3 * MINUTE)),
    ]);
    expect(waits(input, 'waiting_since', 'last_incoming_at', 'answered_at', 'is_first')).toEqual([
      [0, MINUTE, 2 * MINUTE, 1],
    ]);
  });

  it('never takes an automatic reply, a broadcast or a call for an answer', () => {
    const input = told([
      aMessage(at(0)),
      anAutoReply(at(1)),
      aBroadcastMessage(at(2)),
      aReply({ ...at(3), kind: 'call' }),
    ]);
    expect(waits(input, 'answered_at', 'bot_answered_at')).toEqual([[0, 0]]);
  });

  it('lets an unknown sender act as the account says', () => {
    const events = [aMessage(at(0)), anUnknownReply(at(1))];
    expect(waits(told(events), 'answered_at', 'bot_answered_at')).toEqual([[0, 1]]);
    expect(waits(told(events, { default_sender: 'agent' }), 'answered_at', 'answered_by')).toEqual([
      [1, '0'],
    ]);
  });

  it('dismisses a closing courtesy and a sticker only after our side has written', () => {
    const thanks = { text: 'Thanks!' };
    const input = told([
      aMessage({ ...at(0), ...thanks }),
      aReply(at(1)),
      aMessage({ ...at(2), ...thanks }),
      aMessage({ ...at(3), kind: 'sticker', text: undefined }),
    ]);
    expect(waits(input, 'waiting_since', 'answered_at', 'dismissed_at', 'dismissed_by')).toEqual([
      [0, 1, 0, ''],
      [2, 0, 2, 'courtesy'],
      [3, 0, 3, 'sticker'],
    ]);
  });

  it('is dismissed by an agent or by the close, but not while a bot’s answer stands', () => {
    const fronted = [aMessage(at(0)), aBotReply(at(1))];
    expect(waits(told([aMessage(at(0)), aDismissal(at(1))]), 'dismissed_at', 'dismissed_by')).toEqual([
      [1, 'agent'],
    ]);
    expect(waits(told([aMessage(at(0)), aResolution(at(1))]), 'dismissed_by')).toEqual([['resolved']]);
    expect(waits(told([...fronted, aDismissal(at(2)), aResolution(at(3))]), 'dismissed_by')).toEqual([['']]);
    expect(
      waits(
        told([...fronted, aHandOff(at(2)), aBotReply(at(3)), aResolution(at(4))]),
        'handed_off_at',
        'dismissed_by',
      ),
    ).toEqual([[2, 'resolved']]);
  });

  it('opens none where outgoing messages cannot be seen yet', () => {
    const events = [aMessage(at(0)), aReply(at(5)), aMessage(at(6))];
    expect(waits(told(events, { outgoing: 'never' }))).toEqual([]);
    expect(waits(told(events, { outgoing: 'auto' }), 'waiting_since')).toEqual([[6]]);
    expect(waits(told(events), 'waiting_since')).toEqual([[0], [6]]);
  });

  it('says who held it before, and since when it was his who answered', () => {
    const [oleg, maria] = [{ agent: { id: 'oleg' } }, { agent: { id: 'maria' } }];
    const input = told([
      anAssignment({ ...at(0), ...oleg }),
      aMessage(at(10)),
      anUnassignment(at(15)),
      anAssignment({ ...at(20), ...oleg }),
      anAssignment({ ...at(30), ...maria }),
      aReply({ ...at(40), ...maria }),
      anAssignment({ ...at(50), ...oleg }),
    ]);
    const [row] = derivedTables(input).waits_v1;
    const held = (row?.['held_by'] as [string, string][]).map(([, ms]) => ms);
    expect(held).toEqual(['5', '10']);
    expect(waits(input, 'assigned_at')).toEqual([[30]]);
  });
});

describe('the oracle: touches, subscriptions, people', () => {
  it('makes a direct touch of the first message that no touch led to', () => {
    const input = told([
      aMessage(at(0)),
      aReply(at(1)),
      aStart({ ...at(2 * DAY), ref: 'spring' }),
      aMessage(at(2 * DAY + 1)),
    ]);
    const tables = derivedTables(input);
    expect(seen(tables.touches_v1, 'occurred_at', 'kind', 'type', 'is_direct', 'ref')).toEqual([
      [0, 'acquisition', 'message_received', 1, ''],
      [2 * DAY, 're_engagement', 'conversation_started', 0, 'spring'],
    ]);
    expect(seen(tables.dialogues_v1, 'ref')).toEqual([[''], ['spring']]);
    expect(seen(tables.identities_v1, 'first_seen_at', 'last_seen_at', 'acquired_at')).toEqual([
      [0, 2 * DAY + 1, 0],
    ]);
  });

  it('knows no person who only clicked', () => {
    const tables = derivedTables(told([aClick({ ...at(0), contact: { id: 'anna' } }), aClick(at(1))]));
    expect(tables.identities_v1).toEqual([]);
    expect(seen(tables.touches_v1, 'occurred_at')).toEqual([[0]]);
  });

  it('begins and ends subscriptions in the meaning of the channel', () => {
    const input = told([
      aStart(at(0)),
      aStart(at(1)),
      aReply(at(2)),
      aBlock(at(3)),
      anUnsubscription(at(4)),
      aStart(at(5)),
    ]);
    expect(seen(derivedTables(input).subscriptions_v1, 'subscribed_at', 'unsubscribed_at', 'reason')).toEqual(
      [
        [0, 3, 'blocked'],
        [5, 0, ''],
      ],
    );
  });

  it('takes the earliest row of an event and none that was withdrawn', () => {
    const [early, late, gone] = told([
      aMessage({ ...at(0), id: 'a' }),
      aMessage({ ...at(9), id: 'a' }),
      aMessage({ ...at(5), id: 'b' }),
    ]).rows;
    const withdrawn = { ...gone!, version: gone!.version + 1n, is_deleted: true };
    const input = { ...told([]), rows: [late!, withdrawn, gone!, early!, late!] };
    expect(dialogues(input, 'started_at', 'messages_received')).toEqual([[0, 1]]);
  });
});

describe('the oracle: the numbers of the Overview', () => {
  it('counts a small month by hand', () => {
    const boris = { contact: { id: 'boris' } };
    const input = told([
      aStart(at(0)),
      aMessage(at(MINUTE)),
      aReply(at(3 * MINUTE)),
      aMessage(at(3 * MINUTE + DAY + 1)),
      aReply(at(7 * MINUTE + DAY + 1)),
      aMessage({ ...at(HOUR), ...boris }),
      anAutoReply({ ...at(HOUR), ...boris }),
      aBroadcastMessage({ ...at(2 * HOUR), ...boris }),
    ]);
    const question = {
      from: MONDAY,
      to: MONDAY + 30 * DAY,
      now: MONDAY + 3 * DAY,
      repeat_after_seconds: 86_400,
      unanswered_after_seconds: 86_400,
    };
    expect(overviewOf(input, question)).toEqual({
      messages_received: 3,
      messages_sent: 4,
      messages_sent_by_agents: 2,
      messages_sent_by_bots: 0,
      messages_sent_auto: 1,
      messages_sent_in_broadcasts: 1,
      messages_sent_by_unknown: 0,
      contacts: 2,
      new_contacts: 2,
      dialogues: 3,
      dialogue_duration_mean_seconds: 120,
      dialogue_duration_median_seconds: 120,
      repeat_contacts: 1,
      repeat_contact_rate: 0.5,
      first_responses: 2,
      first_response_median_seconds: 180,
      first_response_p90_seconds: 228,
      waits_answered: 2,
      waits_unanswered: 1,
      answered_share: 2 / 3,
      contacts_subscribed: 1,
      contacts_unsubscribed: 0,
    });
    expect(overviewOf(input, { ...question, to: MONDAY, now: MONDAY })).toMatchObject({
      messages_received: 0,
      repeat_contact_rate: null,
      answered_share: null,
    });
  });
});
