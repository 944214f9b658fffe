import type { TimelineEntry, TimelineWait } from '@parley/contracts';
import { axisOf } from './axis';
import { pictureOf, rowsOf } from './lanes';

const MINUTE = 60_000;
const at = (minutes: number) => new Date(Date.UTC(2026, 0, 5, 9) + minutes * MINUTE).toISOString();

const entry = (
  part: Partial<TimelineEntry> & Pick<TimelineEntry, 'type' | 'occurred_at'>,
): TimelineEntry => ({
  event_id: part.occurred_at,
  sender: null,
  agent_id: null,
  agent_name: null,
  content_kind: null,
  text_length: null,
  delivered_at: null,
  read_at: null,
  failed_at: null,
  edited_at: null,
  deleted_at: null,
  ref: null,
  rating: null,
  reason: null,
  ...part,
});

const wait = (part: Partial<TimelineWait> & Pick<TimelineWait, 'from' | 'to'>): TimelineWait => ({
  wait_id: part.from,
  wait_state: part.to === null ? 'open' : 'answered',
  wait_place: 'first',
  answer_event_id: null,
  clock_started_at: part.from,
  last_incoming_at: part.from,
  handed_off_at: null,
  assigned_at: null,
  dismissed_by: null,
  agent_id: null,
  agent_name: null,
  customer_seconds: null,
  customer_business_seconds: null,
  agent_seconds: null,
  agent_business_seconds: null,
  age_seconds: null,
  age_business_seconds: null,
  target_seconds: null,
  target_hours: null,
  target_result: 'none',
  held_by: [],
  step: null,
  ...part,
});

const TEXTS = { contact: 'C', bot: 'B', unknown: 'U', other: 'O', nobody: 'N' };

describe('the picture of a dialogue', () => {
  it('keeps the order of moments and shortens a pause that dwarfs the others, saying how long it is', () => {
    const moments = [0, 1, 2, 3, 3 + 24 * 60].map((minutes) => minutes * MINUTE);
    const axis = axisOf(moments, 600);
    const xs = moments.map(axis.at);
    expect(xs).toEqual([...xs].sort((a, b) => a - b));
    expect(axis.breaks.map(({ seconds }) => seconds)).toEqual([24 * 3600]);
    // One minute is still to be seen beside a day.
    expect((xs[1] ?? 0) - (xs[0] ?? 0)).toBeGreaterThan(20);
    expect(xs.at(-1)).toBeLessThanOrEqual(600);
    // What lies between two moments stands between them.
    expect(axis.at(1.5 * MINUTE)).toBeGreaterThan(xs[1] ?? 0);
    expect(axis.at(1.5 * MINUTE)).toBeLessThan(xs[2] ?? 0);
  });

  it('stands one moment somewhere and many moments apart', () => {
    expect(axisOf([5], 600).at(5)).toBeGreaterThan(0);
    const many = Array.from({ length: 200 }, (_, index) => index * 1000);
    const axis = axisOf(many, 600);
    const steps = many.slice(1).map((ms, index) => axis.at(ms) - axis.at(many[index] ?? 0));
    expect(Math.min(...steps)).toBeGreaterThanOrEqual(7);
  });

  it('has a line for everybody: the customer first, then bots, agents by name, what nobody is known of', () => {
    const { lanes, marks } = pictureOf(
      {
        computed_at: at(60),
        waits: [],
        events: [
          entry({ type: 'link_clicked', occurred_at: at(0) }),
          entry({ type: 'message_received', occurred_at: at(1), sender: 'contact' }),
          entry({ type: 'message_sent', occurred_at: at(2), sender: 'unknown' }),
          entry({
            type: 'message_sent',
            occurred_at: at(3),
            sender: 'agent',
            agent_id: '7',
            agent_name: 'Anna',
          }),
          entry({ type: 'message_sent', occurred_at: at(4), sender: 'auto' }),
          entry({ type: 'assigned', occurred_at: at(5), agent_id: '8', agent_name: 'Boris' }),
          entry({ type: 'resolved', occurred_at: at(6) }),
        ],
      },
      600,
      TEXTS,
    );
    expect(lanes.map(({ name }) => name)).toEqual(['C', 'B', 'Anna', 'Boris', 'U', 'O']);
    expect(marks.map(({ isMessage }) => isMessage)).toEqual([false, true, true, true, true, false, false]);
    const yOf = (name: string) => lanes.find((lane) => lane.name === name)?.y;
    expect(marks.map(({ y }) => y)).toEqual(['C', 'C', 'U', 'Anna', 'B', 'Boris', 'O'].map(yOf));
  });

  it('draws each wait from its beginning to its end, one that goes on to the moment of asking', () => {
    const { spans, axis, height, lanes } = pictureOf(
      {
        computed_at: at(30),
        events: [entry({ type: 'message_received', occurred_at: at(0), sender: 'contact' })],
        waits: [
          wait({ from: at(0), to: at(10), handed_off_at: at(4), assigned_at: at(0) }),
          wait({ from: at(12), to: null }),
        ],
      },
      600,
      TEXTS,
    );
    expect(spans.map(({ x }) => x)).toEqual([axis.at(Date.parse(at(0))), axis.at(Date.parse(at(12)))]);
    expect(spans[0]?.width).toBeCloseTo(axis.at(Date.parse(at(10))) - axis.at(Date.parse(at(0))));
    expect(spans[1]?.width).toBeCloseTo(axis.at(Date.parse(at(30))) - axis.at(Date.parse(at(12))));
    expect(spans.map(({ isOpen }) => isOpen)).toEqual([false, true]);
    // An assignment at the very beginning is no step on the way.
    expect(spans[0]?.ticks).toEqual([axis.at(Date.parse(at(4)))]);
    expect(lanes[0]?.y).toBeLessThan(height);
  });

  it('puts spans that overlap into rows of their own', () => {
    expect(
      rowsOf([
        { from: 0, to: 10 },
        { from: 5, to: 8 },
        { from: 8, to: 9 },
        { from: 10, to: 11 },
      ]),
    ).toEqual([0, 1, 1, 0]);
  });
});
