import { QUALITY_LIMITS, type Channel } from '@parley/contracts';
import type { ClickHouse, QueryParams, RequestOptions } from '../lib/client.js';
import { readSql } from '../lib/sql-file.js';

const sql = (name: string) => readSql(import.meta.url, `${name}.sql`);
const ARRIVALS = sql('arrivals');
const NEWEST_EVENTS = sql('newest-events');
const FUTURE_TIMES = sql('future-times');
const HOURS = sql('hours');
const SILENCES = sql('silences');
const AGENT_MESSAGES = sql('agent-messages');
const TYPES = sql('types');
const VISIBILITY = sql('visibility');

/** Of whom and when it is asked. `workspace_id` comes from the credential, never from the request. */
export interface QualityQuestion {
  workspace_id: number;
  now: Date;
}
/** The accounts that receive events as they happen; imports are none. */
export interface OfAccounts extends QualityQuestion {
  account_ids: readonly number[];
}

/** What reached us in the last 24 hours; `account_id` 0 is all accounts together. */
export interface ArrivalsRow {
  account_id: number;
  events_last_hour: number;
  events_last_day: number;
  /** Reached us more than an hour after they happened. */
  late_last_day: number;
  /** From happening to reaching us, of what happened in the last 24 hours; null without events. */
  lag_median_seconds: number | null;
  lag_p90_seconds: number | null;
}

export function readArrivals(
  client: ClickHouse,
  { workspace_id, now, account_ids }: OfAccounts,
  options?: RequestOptions,
): Promise<ArrivalsRow[]> {
  const late_seconds = QUALITY_LIMITS.lateSeconds;
  const values = { workspace_id, now, live_account_ids: account_ids, late_seconds };
  return ask(client, 'arrivals', ARRIVALS, values, options);
}

/** Times are ISO 8601 UTC. */
export interface NewestEventsRow {
  account_id: number;
  last_event_at: string;
  /** Null without an event in the last 31 days. */
  last_received_at: string | null;
}

export function readNewestEvents(
  client: ClickHouse,
  { workspace_id, now }: QualityQuestion,
  options?: RequestOptions,
): Promise<NewestEventsRow[]> {
  return ask(client, 'newest-events', NEWEST_EVENTS, { workspace_id, now }, options);
}

/** How many events of the last 30 days had a time that lay ahead of their arrival. */
export async function readFutureTimes(
  client: ClickHouse,
  { workspace_id, now }: QualityQuestion,
  options?: RequestOptions,
): Promise<number> {
  const values = { workspace_id, now, future_seconds: QUALITY_LIMITS.futureSeconds };
  const [row] = await ask<{ events: number }>(client, 'future-times', FUTURE_TIMES, values, options);
  return row?.events ?? 0;
}

/** One hour of one account; `hour_start` is ISO 8601 UTC. */
export interface HoursRow {
  account_id: number;
  hour_start: string;
  events: number;
  /** The median of the same weekday and hour of the 4 weeks before; null without such a week. */
  usual: number | null;
  is_partial: boolean;
}

/** The last 48 hours of each of the accounts, as the zone cuts them. */
export function readHours(
  client: ClickHouse,
  { workspace_id, now, account_ids, time_zone }: OfAccounts & { time_zone: string },
  options?: RequestOptions,
): Promise<HoursRow[]> {
  return ask(client, 'hours', HOURS, { workspace_id, now, account_ids, time_zone }, options);
}

export interface SilencesRow {
  account_id: number;
  /** When the last event happened, ISO 8601 UTC. */
  since: string;
  /** How many events would have been usual. */
  expected: number;
}

export function readSilences(
  client: ClickHouse,
  { workspace_id, now, account_ids }: OfAccounts,
  options?: RequestOptions,
): Promise<SilencesRow[]> {
  const values = { workspace_id, now, account_ids, silence_events: QUALITY_LIMITS.silenceEvents };
  return ask(client, 'silences', SILENCES, values, options);
}

export interface AgentMessagesRow {
  account_id: number;
  channel: Channel;
  /** Unsigned 64 bits; '0' for people whom the platform does not name. */
  agent_id: string;
  messages: number;
  /** ISO 8601 UTC. */
  last_at: string;
}

export function readAgentMessages(
  client: ClickHouse,
  { workspace_id, now }: QualityQuestion,
  options?: RequestOptions,
): Promise<AgentMessagesRow[]> {
  return ask(client, 'agent-messages', AGENT_MESSAGES, { workspace_id, now }, options);
}

export interface TypesRow {
  type: string;
  events: number;
  /** ISO 8601 UTC. */
  last_at: string;
}

export function readTypes(
  client: ClickHouse,
  { workspace_id, now }: QualityQuestion,
  options?: RequestOptions,
): Promise<TypesRow[]> {
  return ask(client, 'types', TYPES, { workspace_id, now }, options);
}

export interface VisibilityRow {
  account_id: number;
  /** ISO 8601 UTC; 1970 = always, null = no answer has been seen. */
  outgoing_since: string | null;
  tells_subscriptions: 0 | 1;
}

export function readVisibility(
  client: ClickHouse,
  workspace_id: number,
  options?: RequestOptions,
): Promise<VisibilityRow[]> {
  return ask(client, 'visibility', VISIBILITY, { workspace_id }, options);
}

const ask = <Row>(
  client: ClickHouse,
  name: string,
  text: string,
  values: QueryParams,
  options: RequestOptions = {},
): Promise<Row[]> => client.query<Row>(text, values, { name, ...options });
