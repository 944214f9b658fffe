import { NO_READINGS } from './rows.js';
import { deriveIdentity } from './derive-identity.js';
import { DAY, G, HOUR, MINUTE, T0, agent, anEvent, bot, comes, derive, settings } from './spec-stream.js';
import { compareEvents } from './stream-order.js';

describe('the whole of one identity', () => {
  it('derives every column of a question, its answer and what led to it', () => {
    const click = anEvent('link_clicked', 0, {
      ref: 'vk-spring',
      given_source: 'vk',
      given_medium: 'cpc',
      link_id: 7,
    });
    const question = comes(MINUTE, { conversation_id: '55' });
    const more = comes(2 * MINUTE);
    const answer = agent(10 * MINUTE, { agent_id: '42' });
    expect(derive([click, question, more, answer])).toEqual({
      dialogues: [
        {
          started_at: T0 + MINUTE,
          first_event_id: question.event_id,
          ended_at: T0 + 10 * MINUTE,
          first_incoming_at: T0 + MINUTE,
          last_incoming_at: T0 + 2 * MINUTE,
          messages_received: 2,
          messages_sent: 1,
          messages_sent_by_agents: 1,
          messages_sent_by_bots: 0,
          messages_sent_auto: 0,
          messages_sent_by_unknown: 0,
          messages_sent_in_broadcasts: 0,
          starter: 'contact',
          origin_broadcast_id: '0',
          previous_ended_at: 0,
          resolved_at: 0,
          touch_event_id: click.event_id,
          arrival: 'ref',
          link_id: 7,
          ad_id: '',
          ref: 'vk-spring',
          source: 'vk',
          medium: 'cpc',
          campaign: '',
          content: '',
          term: '',
          first_agent_id: '42',
          bot_wrote_at: 0,
          bot_last_wrote_at: 0,
          agent_wrote_at: T0 + 10 * MINUTE,
          handed_off_at: 0,
          assignee_id: '0',
          previous_agent_id: '0',
          calendar_id: 0,
          incoming_business_ms: 0,
          resolved_business_ms: 0,
          account_id: 1,
          channel: 'telegram',
          conversation_id: '55',
        },
      ],
      waits: [
        {
          waiting_since: T0 + MINUTE,
          first_event_id: question.event_id,
          last_incoming_at: T0 + 2 * MINUTE,
          messages_received: 2,
          clock_started_at: T0 + MINUTE,
          settled_at: T0 + 2 * MINUTE,
          answered_at: T0 + 10 * MINUTE,
          answered_by: '42',
          answer_event_id: answer.event_id,
          bot_answered_at: 0,
          handed_off_at: 0,
          dismissed_at: 0,
          dismissed_by: '',
          assigned_at: 0,
          assignee_id: '0',
          ...NO_READINGS,
          held_by: [],
          shared_by: [],
          is_first: 1,
          dialogue_started_at: T0 + MINUTE,
          dialogue_first_event_id: question.event_id,
          dialogue_ended_at: T0 + 10 * MINUTE,
          closed_dialogue: 0,
          next_dialogue_started_at: 0,
          starter: 'contact',
          account_id: 1,
          channel: 'telegram',
          arrival: 'ref',
          link_id: 7,
          ad_id: '',
          ref: 'vk-spring',
          source: 'vk',
          medium: 'cpc',
          campaign: '',
          content: '',
          term: '',
        },
      ],
      touches: [
        {
          occurred_at: T0,
          event_id: click.event_id,
          kind: 'acquisition',
          type: 'link_clicked',
          is_direct: 0,
          written_at: 0,
          subscribed_at: 0,
          rule: 0,
          given: 3,
          ref: 'vk-spring',
          source: 'vk',
          medium: 'cpc',
          campaign: '',
          content: '',
          term: '',
          link_id: 7,
          ad_id: '',
          click_id: '',
          account_id: 1,
          channel: 'telegram',
        },
      ],
      subscriptions: [],
      message_statuses: [],
      identity: {
        first_seen_at: T0 + MINUTE,
        last_seen_at: T0 + 10 * MINUTE,
        first_message_at: T0 + MINUTE,
        acquired_at: T0,
        first_touch_event_id: click.event_id,
        first_ref: 'vk-spring',
        account_id: 1,
        channel: 'telegram',
      },
    });
  });

  it('derives nothing of nothing, and nothing of a visitor whom nobody knows', () => {
    const nothing = {
      dialogues: [],
      waits: [],
      touches: [],
      subscriptions: [],
      message_statuses: [],
      identity: null,
    };
    expect(derive([])).toEqual(nothing);
    expect(
      derive([anEvent('widget_shown', 0), anEvent('widget_opened', 1), anEvent('link_clicked', 2)]),
    ).toEqual(nothing);
  });

  it('knows somebody by any other event, with no message and no touch to be acquired by', () => {
    expect(derive([anEvent('contact_identified', 5)])).toEqual({
      dialogues: [],
      waits: [],
      touches: [],
      subscriptions: [],
      message_statuses: [],
      identity: {
        first_seen_at: T0 + 5,
        last_seen_at: T0 + 5,
        first_message_at: 0,
        acquired_at: 0,
        first_touch_event_id: '0',
        first_ref: '',
        account_id: 1,
        channel: 'telegram',
      },
    });
  });
});

describe('order and repetition', () => {
  const story = () => [
    anEvent('conversation_started', 0, { ref: 'a' }),
    comes(MINUTE),
    bot(MINUTE),
    comes(2 * MINUTE),
    anEvent('handed_off', 3 * MINUTE),
    agent(HOUR),
    comes(HOUR + G + 1),
    anEvent('resolved', 3 * DAY),
    comes(5 * DAY),
  ];

  it('gives the same rows for any order of the same events, each of them twice', () => {
    const events = story();
    const expected = derive(events);
    expect(expected.dialogues).toHaveLength(3);
    expect(derive([...events].reverse())).toEqual(expected);
    const odd = events.filter((_, index) => index % 2 === 1);
    const even = events.filter((_, index) => index % 2 === 0);
    expect(derive([...odd, ...events, ...even.reverse()])).toEqual(expected);
  });

  it('leaves the events it is given as they are', () => {
    const events = Object.freeze(story().reverse());
    const before = JSON.stringify(events);
    deriveIdentity(events, settings());
    expect(JSON.stringify(events)).toBe(before);
  });

  it('keeps the earliest row of an event that came with several times', () => {
    const first = comes(0, { event_id: '5' });
    const later = comes(2 * DAY, { event_id: '5', version: '9' });
    const rows = derive([later, first]);
    expect(rows.dialogues).toHaveLength(1);
    expect(rows.dialogues[0]?.messages_received).toBe(1);
    expect(rows.identity?.last_seen_at).toBe(T0);
  });

  it('keeps the highest version of an event that came with one time and several numbers', () => {
    const old = comes(0, { event_id: '5', sequence: '1', version: '9', conversation_id: '1' });
    const replayed = comes(0, { event_id: '5', sequence: '2', version: '10', conversation_id: '2' });
    expect(derive([old, replayed]).dialogues).toMatchObject([{ messages_received: 1, conversation_id: '2' }]);
  });

  it('orders the events of one instant by sequence, then id, as numbers', () => {
    const at = { event_id: '9', sequence: '9' };
    const events = [
      comes(0, { event_id: '2', sequence: '10' }),
      comes(0, { event_id: '10', sequence: '9' }),
      comes(0, at),
      comes(-1, { event_id: '99', sequence: '99' }),
    ];
    expect([...events].sort(compareEvents).map((event) => event.event_id)).toEqual(['99', '9', '10', '2']);
  });
});
