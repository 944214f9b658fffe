import { Injectable, inject } from '@angular/core';
import type { MetricKey, RowReportName } from '@parley/contracts';
import { type Rows, type RowsLink, listed } from '../measures/measures-state';
import { ViewState } from '../shell/view-state';
import { takes } from './report-url';

type Behind = readonly [report: RowReportName, picks: Rows];

const SENT: Rows = { directions: ['outgoing'] };
const WROTE: Behind = ['contacts', {}];
const DIALOGUES: Behind = ['dialogues', {}];
const FIRST: Behind = ['waits', { kind: 'first', states: ['answered'] }];
const EVERY: Behind = ['waits', { kind: 'every', states: ['answered'] }];
const STARTS: Behind = ['arrivals', { start_outcomes: ['wrote', 'silent'] }];

/** Of each number of the Overview the rows that it counts; of a share or a length those that it is computed from. */
const BEHIND: Partial<Record<MetricKey, Behind>> = {
  messages_received: ['messages', { directions: ['incoming'] }],
  messages_sent: ['messages', SENT],
  messages_sent_by_agents: ['messages', { ...SENT, senders: ['agent'] }],
  messages_sent_by_bots: ['messages', { ...SENT, senders: ['bot'] }],
  messages_sent_auto: ['messages', { ...SENT, senders: ['auto'] }],
  messages_sent_in_broadcasts: ['messages', { ...SENT, senders: ['broadcast'] }],
  messages_sent_by_unknown: ['messages', { ...SENT, senders: ['unknown'] }],
  messages_delivered: ['messages', { ...SENT, statuses: ['delivered'] }],
  messages_read: ['messages', { ...SENT, statuses: ['read'] }],
  read_share: ['messages', { ...SENT, statuses: ['delivered'], tells_read: 'yes' }],
  contacts: WROTE,
  new_contacts: ['contacts', { has_written: 'any', is_new: 'yes', arrival_of: 'acquisition' }],
  repeat_contacts: ['contacts', { has_written: 'any', is_repeat: 'yes' }],
  repeat_contact_rate: WROTE,
  dialogues: DIALOGUES,
  dialogue_duration_mean_seconds: DIALOGUES,
  dialogue_duration_median_seconds: DIALOGUES,
  first_responses: FIRST,
  first_response_median_seconds: FIRST,
  first_response_p90_seconds: FIRST,
  waits_answered: EVERY,
  response_median_seconds: EVERY,
  response_p90_seconds: EVERY,
  answered_share: ['waits', { kind: 'every', states: ['answered', 'unanswered', 'abandoned'] }],
  waits_unanswered: ['unanswered', { kind: 'every' }],
  contacts_subscribed: ['subscriptions', {}],
  contacts_unsubscribed: ['subscriptions', { of: 'ends' }],
  touches: ['arrivals', {}],
  touches_re_engagement: ['arrivals', { arrival_kinds: ['re_engagement'] }],
  starts: STARTS,
  message_rate: STARTS,
};

/** The rows behind the numbers of the Overview: measured as the workspace has it, whatever else the address says. */
@Injectable()
export class OverviewRows {
  readonly #state = inject(ViewState);

  /** Of a number that is not nothing; `part` picks a row of a table, or edges of its own. Null: nothing to list. */
  of(key: MetricKey, value: number | null, part: Rows = {}): RowsLink | null {
    const behind = BEHIND[key];
    if (!behind || !value) return null;
    const [report, picks] = behind;
    const asked = {
      ...this.#state.viewQuery(),
      ...listed({ ...picks, ...part }),
      ...(part['from'] === undefined ? {} : { period: null }),
    };
    const isTaken = (name: string) => name === 'period' || takes(report, name);
    return {
      path: ['/workspace', this.#state.workspaceId(), 'rows'],
      query: {
        report,
        ...Object.fromEntries(
          Object.entries(asked).filter(([name, of]) => of !== null && of !== '' && isTaken(name)),
        ),
      },
    };
  }
}
