import type { Agent, Sender } from '@parley/contracts';
import type { MapContext } from '../webhooks/platform.js';
import type { Message } from './payload.js';

/**
 * The apps in which people answer by hand: the inbox of a Facebook page and that of Instagram.
 * UNVERIFIED: Meta does not document these numbers; several open projects use them (seen 2026-11-22).
 */
export const PAGE_INBOX_APP_IDS: ReadonlySet<string> = new Set(['263902037430900', '1217981644879628']);

export interface SentBy {
  sender: Sender;
  agent?: Agent;
  broadcast?: { id: string; name?: string };
}

/**
 * Who wrote an echo. The platform names the app, never the person, so whoever sends through the Send API says it in
 * `metadata`: `{"agent_id": "42", "agent_name": "Oleg"}`, `{"broadcast_id": "may"}` or `{"sender": "auto"}`. Without
 * that: the page inbox, or no app at all, is a person unknown; another app is a bot unless the account says otherwise.
 * Source: developers.facebook.com/docs/messenger-platform/reference/webhook-events/message-echoes (checked 2026-11-22)
 */
export function sentBy({ metadata, app_id: app }: Message, { options }: MapContext): SentBy {
  const said = saidIn(metadata);
  if (said) return said;
  if (app === undefined || PAGE_INBOX_APP_IDS.has(app)) return { sender: 'agent' };
  return { sender: options.other_apps };
}

const SENDERS: readonly string[] = ['agent', 'bot', 'auto', 'broadcast'] satisfies Sender[];

function saidIn(metadata: string | undefined): SentBy | undefined {
  const said = parsed(metadata);
  const agentId = idOf(said['agent_id']);
  const broadcastId = idOf(said['broadcast_id']);
  const given = said['sender'];
  const sender =
    typeof given === 'string' && SENDERS.includes(given)
      ? (given as Sender)
      : agentId !== undefined
        ? 'agent'
        : broadcastId !== undefined
          ? 'broadcast'
          : undefined;
  if (sender === undefined) return undefined;
  return {
    sender,
    ...(agentId === undefined ? {} : { agent: { id: agentId, ...nameOf(said['agent_name']) } }),
    ...(broadcastId === undefined
      ? {}
      : { broadcast: { id: broadcastId, ...nameOf(said['broadcast_name']) } }),
  };
}

function parsed(metadata: string | undefined): Record<string, unknown> {
  if (!metadata?.startsWith('{')) return {};
  try {
    return JSON.parse(metadata) as Record<string, unknown>;
  } catch {
    return {};
  }
}

function idOf(value: unknown): string | undefined {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
  return typeof value === 'string' && value.length > 0 && value.length <= 256 ? value : undefined;
}

const nameOf = (value: unknown) =>
  typeof value === 'string' && value !== '' ? { name: value.slice(0, 256) } : {};
