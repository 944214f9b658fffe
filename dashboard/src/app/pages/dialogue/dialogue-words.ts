import {
  CHANNEL_LABELS,
  CONTENT_KIND_LABELS,
  type DialogueTimeline,
  DISMISSED_BY_LABELS,
  MESSAGE_SENDER_LABELS,
  STARTER_LABELS,
  TARGET_RESULT_LABELS,
  type TimelineEntry,
  type TimelineWait,
  WAIT_STATES,
  WAIT_STATE_LABELS,
} from '@parley/contracts';
import type { I18n } from '../../i18n/i18n';
import { formatWithin } from '../../theme/dates';
import { formatDuration, formatNumber } from '../../theme/format';
import { heldByText } from '../rows/rows-cells';
import type { Dismissible } from '../../waits/dismissals';
import { isMessage } from './lanes';

/** In whose words and whose zone a dialogue is told. */
export interface Telling {
  i18n: Pick<I18n, 't' | 'text' | 'plural' | 'language'>;
  zone: string;
  dialogue: DialogueTimeline;
}

/** A time of day, with the date in a dialogue of several days. */
export const momentOf = (at: string, { i18n, zone, dialogue }: Telling): string =>
  formatWithin(at, { from: dialogue.started_at, to: dialogue.ended_at }, zone, i18n.language());

const lengthOf = (seconds: number | null, { i18n }: Telling): string =>
  seconds === null ? '—' : formatDuration(seconds, i18n.language());

/** The dialogue in a sentence or two: where, how much, which waits, the longest of them. */
export function summaryOf(telling: Telling): string {
  const { dialogue, i18n } = telling;
  const { waits, events } = dialogue;
  const messages = i18n.plural('rows_messages', events.filter(isMessage).length);
  const channel = i18n.text(CHANNEL_LABELS[dialogue.channel]);
  const account = dialogue.account_name ?? i18n.t('origins.unnamed', { id: dialogue.account_id });
  // An account is often called as its channel is.
  const where = account === channel ? account : `${channel}, ${account}`;
  if (waits.length === 0) return i18n.t('dialogue.summary_no_waits', { where, messages });
  const states = WAIT_STATES.flatMap((state) => {
    const n = waits.filter(({ wait_state }) => wait_state === state).length;
    const shown = formatNumber(n, i18n.language());
    return n > 0
      ? [i18n.t('dialogue.state_count', { n: shown, state: i18n.text(WAIT_STATE_LABELS[state]) })]
      : [];
  }).join(', ');
  const longest = Math.max(-1, ...waits.map(({ customer_seconds }) => customer_seconds ?? -1));
  return i18n
    .t('dialogue.summary', {
      where,
      messages,
      waits: i18n.plural('rows_waits', waits.length),
      states,
      longest:
        longest < 0 ? '' : i18n.t('dialogue.longest', { time: formatDuration(longest, i18n.language()) }),
    })
    .trim();
}

export interface WaitWords {
  id: string;
  state: string;
  from: string;
  to: string;
  who: string;
  held: string;
  customer: string;
  customerBusiness: string;
  agent: string;
  agentBusiness: string;
  target: string;
  dismissible: Dismissible;
}

/** A row of the table of waits. */
export function waitWords(wait: TimelineWait, telling: Telling): WaitWords {
  const { i18n } = telling;
  const business = (seconds: number | null) =>
    seconds === null ? '' : i18n.t('dialogue.business', { time: lengthOf(seconds, telling) });
  const state = i18n.text(WAIT_STATE_LABELS[wait.wait_state]);
  const dismissed = wait.dismissed_by && i18n.text(DISMISSED_BY_LABELS[wait.dismissed_by]);
  const kept = i18n.text(TARGET_RESULT_LABELS[wait.target_result]);
  return {
    id: wait.wait_id,
    state: dismissed ? `${state}: ${dismissed}` : state,
    from: momentOf(wait.from, telling),
    to: wait.to === null ? i18n.t('dialogue.still') : momentOf(wait.to, telling),
    who: wait.wait_state === 'answered' ? (wait.agent_name ?? i18n.t('agents.unknown')) : '—',
    held: heldByText(wait.held_by, i18n.language(), { nobody: i18n.t('agents.unknown') }),
    customer: lengthOf(wait.customer_seconds ?? wait.age_seconds, telling),
    customerBusiness: business(wait.customer_business_seconds ?? wait.age_business_seconds),
    agent: lengthOf(wait.agent_seconds, telling),
    agentBusiness: business(wait.agent_business_seconds),
    // What was dismissed or answered by a bot has nothing to be judged by, whatever the target is.
    target:
      wait.target_seconds === null || wait.target_result === 'none'
        ? '—'
        : `${kept} (${lengthOf(wait.target_seconds, telling)})`,
    dismissible: {
      id: wait.wait_id,
      name: telling.dialogue.contact_name ?? i18n.t('dialogue.contact', { id: telling.dialogue.identity_id }),
      lastIncomingAt: wait.last_incoming_at,
      step: wait.step,
    },
  };
}

export interface EventWords {
  id: string;
  when: string;
  after: string;
  who: string;
  what: string;
  details: string;
}

/** The rows of the table of everything that happened, each with the time since the one before. */
export const eventWords = (telling: Telling): EventWords[] =>
  telling.dialogue.events.map((entry, index, all) => {
    const before = all[index - 1];
    const seconds = before ? (Date.parse(entry.occurred_at) - Date.parse(before.occurred_at)) / 1000 : null;
    return {
      id: entry.event_id,
      when: momentOf(entry.occurred_at, telling),
      after: seconds === null ? '' : formatDuration(seconds, telling.i18n.language()),
      who: whoOf(entry, telling),
      what: telling.i18n.t(`dialogue.type.${entry.type}`),
      details: detailsOf(entry, telling),
    };
  });

function whoOf(entry: TimelineEntry, { i18n }: Telling): string {
  if (entry.agent_name !== null) return entry.agent_name;
  return entry.sender === null ? '—' : i18n.text(MESSAGE_SENDER_LABELS[entry.sender]);
}

function detailsOf(entry: TimelineEntry, telling: Telling): string {
  const { i18n } = telling;
  const { t } = i18n;
  const at = (key: 'delivered' | 'read' | 'failed' | 'edited' | 'deleted', value: string | null) =>
    value === null ? '' : t(`dialogue.${key}`, { time: momentOf(value, telling) });
  return [
    isMessage(entry) && entry.content_kind ? i18n.text(CONTENT_KIND_LABELS[entry.content_kind]) : '',
    isMessage(entry) && entry.text_length
      ? t('dialogue.length', { n: formatNumber(entry.text_length, i18n.language()) })
      : '',
    at('delivered', entry.read_at === null ? entry.delivered_at : null),
    at('read', entry.read_at),
    at('failed', entry.failed_at),
    at('edited', entry.edited_at),
    at('deleted', entry.deleted_at),
    entry.ref ? t('dialogue.ref', { ref: entry.ref }) : '',
    entry.rating === null ? '' : t('dialogue.rating', { n: entry.rating }),
    entry.reason ?? '',
  ]
    .filter(Boolean)
    .join(', ');
}

/** Who started it, and when it was closed. */
export function beginningOf(telling: Telling): string {
  const { dialogue, i18n } = telling;
  const starter = i18n.t('dialogue.starter', { name: i18n.text(STARTER_LABELS[dialogue.starter]) });
  return dialogue.resolved_at === null
    ? starter
    : `${starter}, ${i18n.t('dialogue.closed', { time: momentOf(dialogue.resolved_at, telling) })}`;
}
