import {
  ACQUISITION_GROUP_LABELS,
  type AcquisitionGroup,
  ATTRIBUTION_MODEL_LABELS,
  type AttributionModel,
  ARRIVAL_LABELS,
  BOT_OUTCOME_LABELS,
  type BotOutcome,
  type Arrival,
  CONTENT_KIND_LABELS,
  type ContentKind,
  DIRECTION_LABELS,
  type Direction,
  type Language,
  type Localized,
  MESSAGE_SENDER_LABELS,
  type MessageSender,
  type MetricKey,
  type PathKind,
  pathKindLabel,
  pathStepLabel,
  START_OUTCOME_LABELS,
  type StartOutcome,
  STARTER_LABELS,
  type Starter,
  TARGET_RESULT_LABELS,
  ARRIVAL_KIND_LABELS,
  type ArrivalKind,
  type TargetResult,
  WAIT_STATE_LABELS,
  type WaitState,
  metric,
} from '@parley/contracts';
import { isWithKey, valueName } from '../../definitions/definition-words';
import { GROUP_OF } from '../../acquisition/acquisition';
import type { TextKey } from '../../i18n/en';
import { hourName, weekdayName } from '../../reports/hours';
import { formatDuration, formatRate } from '../../theme/format';
import { funnelChip } from './funnel-chips';
import type { OwnParams } from './rows-query';

export interface RowsChip {
  key: string;
  value: string;
  name: string;
}

export interface ChipTexts {
  t: (key: TextKey, params?: Record<string, string | number>) => string;
  language: Language;
  zone: string;
  agent: (id: string) => string;
  team: (id: string) => string;
}

/** How waits are measured is said in a sentence of its own. */
const NO_CHIPS = new Set(['kind', 'clock', 'hours', 'clock_starts', 'dated_by', 'order', 'segment_id']);

const word = <W extends string>(labels: Record<W, Localized>, value: string, language: Language): string =>
  Object.hasOwn(labels, value) ? labels[value as W][language] : value;

/** What the rows are picked by, one chip for each value. */
export function chipsOf(own: OwnParams, texts: ChipTexts): RowsChip[] {
  return Object.entries(own).flatMap(([key, values]) =>
    NO_CHIPS.has(key) ? [] : values.map((value) => ({ key, value, name: nameOf(key, value, texts) })),
  );
}

function nameOf(key: string, value: string, texts: ChipTexts): string {
  const { t, language, agent, team } = texts;
  const ofFunnel = funnelChip(key, value, texts);
  if (ofFunnel !== null) return ofFunnel;
  switch (key) {
    case 'states':
      return word<WaitState>(WAIT_STATE_LABELS, value, language);
    case 'min_seconds':
    case 'max_seconds':
      return boundName(key, Number(value), t, language);
    case 'repeat_after_seconds':
      return t('rows.chip.repeat_after', { time: formatDuration(Number(value), language) });
    case 'target_results':
      return word<TargetResult>(TARGET_RESULT_LABELS, value, language);
    case 'arrivals':
      return word<Arrival>(ARRIVAL_LABELS, value, language);
    case 'bot_outcomes':
      return word<BotOutcome>(BOT_OUTCOME_LABELS, value, language);
    case 'close_target_results':
      return t('rows.chip.close_target', { name: word<TargetResult>(TARGET_RESULT_LABELS, value, language) });
    case 'responsible_agent_ids':
      return t('rows.chip.responsible', { name: agent(value) });
    case 'responsible_team_ids':
      return t('rows.chip.responsible_team', { name: team(value) });
    case 'arrival_kinds':
      return word<ArrivalKind>(ARRIVAL_KIND_LABELS, value, language);
    case 'start_outcomes':
      return t('rows.chip.start_outcome', {
        name: word<StartOutcome>(START_OUTCOME_LABELS, value, language),
      });
    case 'starters':
      return t('rows.chip.starter', { name: word<Starter>(STARTER_LABELS, value, language) });
    case 'directions':
      return word<Direction>(DIRECTION_LABELS, value, language);
    case 'senders':
      return t('rows.chip.sender', { name: word<MessageSender>(MESSAGE_SENDER_LABELS, value, language) });
    case 'content_kinds':
      return word<ContentKind>(CONTENT_KIND_LABELS, value, language);
    case 'agent_ids':
      return t('measures.agent', { name: agent(value) });
    case 'held_by_agent_ids':
      return t('rows.chip.held_by', { name: agent(value) });
    case 'held_by_team_ids':
      return t('rows.chip.held_by_team', { name: team(value) });
    case 'team_ids':
      return t('measures.team', { name: team(value) });
    case 'identity_ids':
      return t('service.contact', { id: value });
    case 'refs':
      return t('measures.source', { name: value });
    case 'number':
      return metric(value as MetricKey).label[language];
    case 'sources':
    case 'mediums':
    case 'campaigns':
    case 'contents':
    case 'terms':
    case 'link_ids':
    case 'ads': {
      const label = ACQUISITION_GROUP_LABELS[GROUP_OF[key]][language];
      const isNone = value === '' || (key === 'link_ids' && value === '0');
      return `${label}: ${isNone ? t('channels.not_set') : value}`;
    }
    case 'anchor':
      return t('rows.chip.anchor', { name: pathKindLabel(value as PathKind)[language] });
    case 'anchor_names':
      return t('rows.chip.anchor_name', { name: value === '' ? t('paths.unnamed') : value });
    case 'from_value':
    case 'to_value':
      return t(`rows.chip.${key}`, { name: pathStepLabel(value, language) });
    case 'depth':
    case 'path_step':
      return t(`rows.chip.${key}`, { n: value });
    case 'minimum_share':
      return t('rows.chip.minimum_share', { share: formatRate(Number(value), language) });
    case 'window_seconds':
      return t('rows.chip.window', { time: formatDuration(Number(value), language) });
    case 'goal_ids':
      return t('rows.chip.goal', { id: value });
    case 'model':
      return word<AttributionModel>(ATTRIBUTION_MODEL_LABELS, value, language);
    case 'lookback_days':
      return t('rows.chip.lookback', { days: value });
    case 'by':
      return t('rows.chip.by', { name: word<AcquisitionGroup>(ACQUISITION_GROUP_LABELS, value, language) });
    case 'hours_of_day':
      return hourName(Number(value), language);
    case 'weekdays':
      return weekdayName(Number(value), language);
    default:
      if (isWithKey(key))
        return t('definitions.chip', {
          label: t(`definitions.${key}`),
          value: valueName({ t, language: () => language }, value),
        });
      return textOf(`rows.chip.${key}.${value}`, t) ?? `${key}: ${value}`;
  }
}

/** Lengths are whole milliseconds: a bound one above a round one means «longer than» or «up to», limit included. */
function boundName(
  key: 'min_seconds' | 'max_seconds',
  seconds: number,
  t: ChipTexts['t'],
  language: Language,
): string {
  const isJustAbove = Math.round(seconds * 1000) % 1000 === 1;
  const time = formatDuration(isJustAbove ? Math.floor(seconds) : seconds, language);
  if (key === 'min_seconds') return t(isJustAbove ? 'rows.chip.longer' : 'rows.chip.at_least', { time });
  return t(isJustAbove ? 'rows.chip.up_to' : 'rows.chip.shorter', { time });
}

const WORDS = {
  'rows.chip.direction.to': true,
  'rows.chip.steps.every': true,
  'rows.chip.is_dropout.yes': true,
  'rows.chip.is_dropout.no': true,
  'rows.chip.is_measured.yes': true,
  'rows.chip.is_measured.no': true,
  'rows.chip.answered_off_hours.yes': true,
  'rows.chip.answered_off_hours.no': true,
  'rows.chip.has_incoming.yes': true,
  'rows.chip.has_incoming.no': true,
  'rows.chip.has_incoming.any': true,
  'rows.chip.is_repeat.yes': true,
  'rows.chip.is_repeat.no': true,
  'rows.chip.has_written.no': true,
  'rows.chip.has_written.any': true,
  'rows.chip.has_received.yes': true,
  'rows.chip.has_received.no': true,
  'rows.chip.is_new.yes': true,
  'rows.chip.is_new.no': true,
  'rows.chip.is_unprompted.yes': true,
  'rows.chip.is_unprompted.no': true,
  'rows.chip.has_earlier_dialogue.yes': true,
  'rows.chip.has_earlier_dialogue.no': true,
  'rows.chip.is_immature.yes': true,
  'rows.chip.is_immature.no': true,
  'rows.chip.arrival_of.acquisition': true,
  'rows.chip.is_resolved.yes': true,
  'rows.chip.is_resolved.no': true,
  'rows.chip.of.beginnings': true,
  'rows.chip.of.ends': true,
  'rows.chip.is_held.yes': true,
  'rows.chip.is_held.no': true,
  'rows.chip.is_answered.yes': true,
  'rows.chip.is_answered.no': true,
  'rows.chip.tells_read.yes': true,
  'rows.chip.tells_read.no': true,
  'rows.chip.is_shared.yes': true,
  'rows.chip.is_shared.no': true,
  'rows.chip.is_closable.yes': true,
  'rows.chip.is_closable.no': true,
  'rows.chip.has_calendar.yes': true,
  'rows.chip.has_calendar.no': true,
  'rows.chip.statuses.delivered': true,
  'rows.chip.statuses.read': true,
  'rows.chip.statuses.failed': true,
  'rows.chip.statuses.edited': true,
  'rows.chip.statuses.deleted': true,
} as const satisfies Partial<Record<TextKey, true>>;

const textOf = (key: string, t: ChipTexts['t']): string | null =>
  Object.hasOwn(WORDS, key) ? t(key as keyof typeof WORDS) : null;
