import { DAY, HOUR, MINUTE, T0, agent, anEvent, auto, bot, broadcast, comes, derive } from './spec-stream.js';
import type { StreamEvent } from './stream-event.js';

/** What each touch is: when (ms after T0), of which kind, made by what, direct or by its ref. */
const touches = (events: StreamEvent[]) =>
  derive(events)
    .touches.sort((one, other) => one.occurred_at - other.occurred_at)
    .map((row) => [row.occurred_at - T0, row.kind, row.type, row.is_direct ? 'direct' : row.ref]);
const start = (at: number, stated: Partial<StreamEvent> = {}) => anEvent('conversation_started', at, stated);

describe('touches', () => {
  it('are starts, referrals, clicks and opened widgets, each at its own time', () => {
    const events = [
      start(0, { ref: 'a' }),
      anEvent('referral_received', 1, { ref: 'b' }),
      anEvent('link_clicked', 2, { ref: 'c' }),
      anEvent('widget_opened', 3, { ref: 'd' }),
      anEvent('widget_shown', 4, { ref: 'e' }),
      anEvent('channel_joined', 5, { ref: 'f' }),
    ];
    expect(touches(events)).toEqual([
      [0, 'acquisition', 'conversation_started', 'a'],
      [1, 're_engagement', 'referral_received', 'b'],
      [2, 're_engagement', 'link_clicked', 'c'],
      [3, 're_engagement', 'widget_opened', 'd'],
    ]);
  });

  it('are direct when nothing says where from', () => {
    const direct = (stated: Partial<StreamEvent>) => derive([start(0, stated)]).touches[0]?.is_direct;
    expect(direct({})).toBe(1);
    expect(direct({ given_medium: 'cpc', given_campaign: 'x', given_content: 'y', given_term: 'z' })).toBe(1);
    for (const stated of [
      { ref: 'a' },
      { given_source: 'vk' },
      { link_id: 1 },
      { ad_id: '1' },
      { click_id: '1' },
    ])
      expect(direct(stated)).toBe(0);
  });

  it('acquire only somebody who has not exchanged any message', () => {
    expect(touches([broadcast(0), start(1)])).toEqual([
      [1, 're_engagement', 'conversation_started', 'direct'],
    ]);
    expect(touches([start(0), broadcast(0), start(1)]).map((touch) => touch[1])).toEqual([
      'acquisition',
      're_engagement',
    ]);
  });

  it('are made by the first message of a contact who came without any', () => {
    const rows = derive([auto(0), comes(1), comes(2)]);
    expect(rows.touches).toMatchObject([
      {
        occurred_at: T0 + 1,
        event_id: rows.waits[0]?.first_event_id,
        kind: 're_engagement',
        is_direct: 1,
        link_id: 0,
      },
    ]);
    expect(touches([comes(0)])).toEqual([[0, 'acquisition', 'message_received', 'direct']]);
  });

  it('are not made up where one was stated after the end of the previous dialogue', () => {
    expect(touches([start(0), comes(1)])).toHaveLength(1);
    expect(
      touches([comes(0), agent(HOUR), start(HOUR + 1), comes(3 * DAY)]).map((touch) => touch[2]),
    ).toEqual(['message_received', 'conversation_started']);
    // At the end of the previous dialogue, not after it.
    expect(touches([comes(0), agent(HOUR), start(HOUR), comes(3 * DAY)]).map((touch) => touch[0])).toEqual([
      0,
      HOUR,
      3 * DAY,
    ]);
  });

  it('are made up once for each dialogue that the contact started, and for no other', () => {
    expect(touches([comes(0), comes(31 * DAY)]).map((touch) => touch[1])).toEqual([
      'acquisition',
      're_engagement',
    ]);
    expect(touches([agent(0), comes(1)])).toEqual([]);
    expect(touches([broadcast(0), comes(1)])).toEqual([]);
    expect(touches([bot(0), comes(1)])).toEqual([]);
  });
});

describe('the touch in force of a dialogue', () => {
  const inForce = (events: StreamEvent[]) =>
    derive(events).dialogues.map((row) => [row.touch_event_id, row.ref]);

  it('is the last one up to the first message, or to the first message of a contact who started it', () => {
    const early = start(0, { ref: 'a' });
    const late = anEvent('link_clicked', 2 * MINUTE, { ref: 'b' });
    const greeted = [early, bot(MINUTE), late, comes(3 * MINUTE)];
    expect(inForce(greeted)).toEqual([[late.event_id, 'b']]);
    expect(inForce([early, bot(MINUTE), late])).toEqual([[early.event_id, 'a']]);
    expect(inForce([early, agent(MINUTE), late, comes(3 * MINUTE)])).toEqual([[early.event_id, 'a']]);
  });

  it('is the made-up one where there is no other', () => {
    const question = comes(0);
    expect(inForce([question])).toEqual([[question.event_id, '']]);
    expect(inForce([agent(0), comes(1)])).toEqual([['0', '']]);
  });

  it('lasts for later dialogues of our side, but a direct return of the contact replaces it', () => {
    const spring = start(0, { ref: 'spring' });
    const back = comes(9 * DAY);
    expect(inForce([spring, comes(1), agent(2), agent(4 * DAY), back])).toEqual([
      [spring.event_id, 'spring'],
      [spring.event_id, 'spring'],
      [back.event_id, ''],
    ]);
  });

  it('labels the waits of the dialogue', () => {
    const labels = {
      ref: 'r',
      given_source: 's',
      given_medium: 'm',
      given_campaign: 'c',
      given_content: 'o',
      given_term: 't',
    };
    const expected = { ref: 'r', source: 's', medium: 'm', campaign: 'c', content: 'o', term: 't' };
    const rows = derive([start(0, labels), comes(1), agent(2), comes(3)]);
    expect(rows.waits).toMatchObject([expected, expected]);
    expect(rows.dialogues).toMatchObject([expected]);
  });
});

describe('the identity', () => {
  it('is acquired by its first touch or message, made-up touches included', () => {
    const acquired = (events: StreamEvent[]) => derive(events).identity;
    const click = anEvent('link_clicked', 0, { ref: 'a' });
    expect(acquired([click, comes(5)])).toMatchObject({
      acquired_at: T0,
      first_touch_event_id: click.event_id,
      first_ref: 'a',
      first_seen_at: T0 + 5,
    });
    expect(acquired([broadcast(0), click])).toMatchObject({
      acquired_at: T0,
      first_message_at: T0,
      first_touch_event_id: click.event_id,
    });
    const question = comes(7);
    expect(acquired([question, agent(9)])).toMatchObject({
      acquired_at: T0 + 7,
      first_touch_event_id: question.event_id,
      last_seen_at: T0 + 9,
    });
    expect(acquired([agent(3)])).toMatchObject({ acquired_at: T0 + 3, first_touch_event_id: '0' });
  });

  it('is seen by everything but visits', () => {
    const rows = derive([anEvent('widget_shown', 0), anEvent('message_read', 5), anEvent('link_clicked', 9)]);
    expect(rows.identity).toMatchObject({ first_seen_at: T0 + 5, last_seen_at: T0 + 5, acquired_at: T0 + 9 });
  });
});
