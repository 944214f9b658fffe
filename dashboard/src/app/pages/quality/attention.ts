import type { Quality } from '@parley/contracts';
import type { PluralKey } from '../../i18n/en';

/** So long events may wait to be stored before anybody should look, milliseconds. */
const LONG_WAIT_MS = 60_000;

/** What needs somebody's attention, the most pressing first; nothing when all is well. */
export function attentionOf(quality: Quality): { text: PluralKey; count: number }[] {
  const { collecting, silences, unknown_agents, computed_at } = quality;
  const waits = collecting.oldest_waiting_at;
  const isWaitingLong = waits !== null && Date.parse(computed_at) - Date.parse(waits) > LONG_WAIT_MS;
  const found: { text: PluralKey; count: number }[] = [
    { text: 'waiting_long', count: isWaitingLong ? collecting.waiting : 0 },
    { text: 'silent_accounts', count: silences.length },
    { text: 'refused', count: collecting.refused_signatures },
    { text: 'quarantine_entries', count: collecting.quarantined },
    { text: 'late_events', count: collecting.late_last_day },
    { text: 'future_times', count: collecting.future_times },
    // Nobody can name people whom the platform does not tell apart.
    { text: 'unnamed_agents', count: unknown_agents.filter(({ agent_id }) => agent_id !== '0').length },
  ];
  return found.filter(({ count }) => count > 0);
}
