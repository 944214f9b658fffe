import {
  CHANNEL_LABELS,
  type ContactDialogue,
  type ContactEntry,
  WAIT_STATE_LABELS,
  type WaitState,
} from '@parley/contracts';
import { formatMoment, formatWithin } from '../../theme/dates';
import { formatDuration, formatNumber } from '../../theme/format';
import { formatMoney } from '../costs/money';
import type { Telling } from './contact-words';

/** A wait on the line of its dialogue: from and to as shares of its length. */
export interface WaitSpan {
  id: string;
  state: WaitState;
  /** Per cent of the dialogue. */
  left: number;
  width: number;
  text: string;
}

export interface DialogueWords {
  path: string;
  title: string;
  summary: string;
  waits: WaitSpan[];
}

export interface EntryWords {
  id: string;
  type: string;
  when: string;
  what: string;
  /** The messenger and the account; empty where it is of none. */
  where: string;
  details: string;
  isUndone: boolean;
  dialogue: DialogueWords | null;
}

/** The thinnest that a wait is drawn, so that it is seen; per cent. */
const THINNEST = 1.5;

/**
 * The waits of a dialogue on a line from its first to its last message. One that nobody has ended goes to the end of the
 * line: how long it really lasts is in its words.
 */
export function waitSpans(
  started_at: string,
  { ended_at, waits }: Pick<ContactDialogue, 'ended_at' | 'waits'>,
  tell: (wait: ContactDialogue['waits'][number]) => string,
): WaitSpan[] {
  const start = Date.parse(started_at);
  const closed = waits.flatMap(({ to }) => (to === null ? [] : [Date.parse(to)]));
  const end = Math.max(start + 1, Date.parse(ended_at), ...closed);
  const share = (at: number) => (100 * (at - start)) / (end - start);
  return waits.map((wait) => {
    const from = Math.min(Math.max(0, share(Date.parse(wait.from))), 100 - THINNEST);
    const to = wait.to === null ? 100 : share(Date.parse(wait.to));
    return {
      id: wait.wait_id,
      state: wait.wait_state,
      left: from,
      width: Math.min(Math.max(THINNEST, to - from), 100 - from),
      text: tell(wait),
    };
  });
}

/** Seconds; null where it is not known. */
const lengthOf = ({ customer_seconds, age_seconds }: ContactDialogue['waits'][number]): number | null =>
  customer_seconds ?? age_seconds;

function dialogueWords(entry: ContactEntry, dialogue: ContactDialogue, telling: Telling): DialogueWords {
  const { i18n, zone } = telling;
  const language = i18n.language();
  const span = { from: entry.occurred_at, to: dialogue.ended_at };
  const seconds = (Date.parse(dialogue.ended_at) - Date.parse(entry.occurred_at)) / 1000;
  const messages = dialogue.messages_received + dialogue.messages_sent;
  // How long is not known of a wait whose answer nobody sees.
  const lengths = dialogue.waits.flatMap((wait) => lengthOf(wait) ?? []);
  const states = new Map<WaitState, number>();
  for (const { wait_state } of dialogue.waits) states.set(wait_state, (states.get(wait_state) ?? 0) + 1);
  const counted = [...states].map(([state, n]) =>
    i18n.t('dialogue.state_count', {
      n: formatNumber(n, language),
      state: i18n.text(WAIT_STATE_LABELS[state]),
    }),
  );
  return {
    path: dialogue.dialogue_id,
    title: i18n.t('contact.dialogue', {
      messages: i18n.plural('rows_messages', messages),
      span: formatDuration(seconds, language),
    }),
    summary:
      dialogue.waits.length === 0
        ? i18n.t('contact.waits_none')
        : [
            ...counted,
            ...(lengths.length === 0
              ? []
              : [i18n.t('contact.longest', { time: formatDuration(Math.max(...lengths), language) })]),
          ].join(', '),
    waits: waitSpans(entry.occurred_at, dialogue, (wait) => {
      const seconds = lengthOf(wait);
      const state = i18n.text(WAIT_STATE_LABELS[wait.wait_state]);
      const from = formatWithin(wait.from, span, zone, language);
      return seconds === null
        ? i18n.t('contact.wait_unknown', { state, from })
        : i18n.t('contact.wait', { state, from, length: formatDuration(seconds, language) });
    }),
  };
}

/** What is known of the contact whose timeline it is. */
export interface Known {
  /** Who an identity is. */
  named: (id: string) => string;
  /** When they came first, in any account. */
  firstTouchAt: string | null;
}

/** What an entry of the timeline says besides what it is. */
function detailsOf(entry: ContactEntry, { i18n }: Telling, { named, firstTouchAt }: Known): string {
  const { t } = i18n;
  const touch =
    entry.type === 'touch'
      ? [
          entry.is_direct ? t('contact.direct') : [entry.source, entry.campaign].filter(Boolean).join(' / '),
          entry.ref === null ? '' : t('dialogue.ref', { ref: entry.ref }),
          entry.is_acquisition && entry.occurred_at === firstTouchAt ? t('contact.first_ever') : '',
        ]
      : [];
  const money =
    entry.amount === null || entry.currency === null
      ? ''
      : formatMoney(String(entry.amount), entry.currency, i18n.language());
  const byHand = entry.type === 'merged' || entry.type === 'split';
  return [
    ...touch,
    entry.goal ?? '',
    entry.order_id === null ? '' : t('contact.order', { id: entry.order_id }),
    money,
    entry.rating === null ? '' : t('dialogue.rating', { n: formatNumber(entry.rating, i18n.language()) }),
    entry.agent_name === null ? '' : t('contact.by_agent', { name: entry.agent_name }),
    entry.other_identity_id === null ? '' : t('contact.with', { name: named(entry.other_identity_id) }),
    entry.type === 'split' ? t('contact.from_others') : '',
    entry.by === null ? '' : t('contact.by', { name: entry.by }),
    byHand || entry.reason !== null ? (entry.reason ?? '') : '',
    entry.is_undone ? t('contact.undone') : '',
  ]
    .filter((part) => part !== '')
    .join(', ');
}

/** An entry of the timeline in words. */
export function entryWords(entry: ContactEntry, telling: Telling, known: Known): EntryWords {
  const { i18n, zone } = telling;
  const channel = entry.channel === null ? '' : i18n.text(CHANNEL_LABELS[entry.channel]);
  const account = entry.account_name ?? '';
  return {
    id: entry.entry_id,
    type: entry.type,
    when: formatMoment(entry.occurred_at, zone, i18n.language()),
    what: i18n.t(`contact.type.${entry.type}`),
    where: account === '' || account === channel ? channel : `${channel}, ${account}`,
    details: detailsOf(entry, telling, known),
    isUndone: entry.is_undone,
    dialogue: entry.dialogue === null ? null : dialogueWords(entry, entry.dialogue, telling),
  };
}
