import { METRICS, UNAVAILABLE_REASONS, overview } from '@parley/contracts';
import { aMeta, anOverviewRow } from '../../testing/rows';
import { GROUPS, SENDERS, isEmpty, tileOf } from './tiles';

const answer = (rows = [anOverviewRow()], meta = aMeta()) => ({ meta, rows });

describe('tileOf', () => {
  it('puts the value beside the one it is compared with', () => {
    const rows = [
      anOverviewRow({ first_response_median_seconds: 600 }),
      anOverviewRow({ period: 'previous', first_response_median_seconds: 900 }),
    ];
    expect(tileOf(answer(rows), 'first_response_median_seconds')).toMatchObject({
      value: 600,
      previous: 900,
      change: { absolute: -300, mood: 'good' },
      sample: 300,
      isSmall: false,
      reason: null,
    });
  });

  it('doubts what is computed from fewer than 30', () => {
    const small = (first_responses: number) =>
      tileOf(answer([anOverviewRow({ first_responses })]), 'first_response_median_seconds').isSmall;
    expect(small(29)).toBe(true);
    expect(small(30)).toBe(false);
    expect(tileOf(answer([anOverviewRow({ dialogues: 3 })]), 'dialogues').isSmall).toBe(false);
  });

  it('says why a value is null, and how much is covered when it is not', () => {
    const unavailable = {
      contacts_subscribed: { reason: 'subscriptions_not_visible' as const, covered_share: 0 },
      answered_share: { reason: 'outgoing_not_visible' as const, covered_share: 0.7 },
    };
    const rows = [anOverviewRow({ contacts_subscribed: null, repeat_contact_rate: null })];
    const given = answer(rows, aMeta({ unavailable }));
    expect(tileOf(given, 'contacts_subscribed').reason).toBe(UNAVAILABLE_REASONS.subscriptions_not_visible);
    expect(tileOf(given, 'repeat_contact_rate').reason).toBe(UNAVAILABLE_REASONS.nothing_to_divide);
    expect(tileOf(given, 'answered_share')).toMatchObject({ reason: null, coveredShare: 0.7 });
  });
});

describe('the Overview', () => {
  it('shows every number of the report: as a tile, a sender, or the count behind a tile', () => {
    const shown = new Set<string>([
      ...GROUPS.flatMap((group) => group.keys),
      ...SENDERS.map((sender) => sender.key),
      ...GROUPS.flatMap((group) => group.keys).map(
        (key) => (METRICS[key] as { sample?: string }).sample ?? '',
      ),
      'repeat_contacts',
      // Said under each tile that they limit.
      'outgoing_covered_share',
      'subscriptions_covered_share',
    ]);
    const columns = Object.keys(overview.row.shape).filter((column) => column !== 'period');
    expect(columns.filter((column) => !shown.has(column))).toEqual([]);
  });

  it('is empty only when nothing at all happened', () => {
    const nothing = anOverviewRow({
      messages_received: 0,
      messages_sent: null,
      new_contacts: 0,
      contacts_subscribed: null,
      contacts_unsubscribed: 0,
    });
    expect(isEmpty(answer([nothing]))).toBe(true);
    expect(isEmpty(answer([{ ...nothing, contacts_unsubscribed: 1 }]))).toBe(false);
  });
});
