import type { Account, AccountHealth, Channel } from '@parley/contracts';
import type { TextKey } from '../../i18n/en';

export type AccountState = 'incomplete' | 'paused' | 'waiting' | 'receiving' | 'quiet' | 'loaded';

/** What to say of an account first. */
export function stateOf(account: Account, health: AccountHealth | undefined): AccountState {
  if (account.missing_secrets.length > 0) return 'incomplete';
  if (!account.is_active) return 'paused';
  if (!health?.last_event_at) return 'waiting';
  if (health.events_last_day > 0) return 'receiving';
  return account.connection === 'import' ? 'loaded' : 'quiet';
}

/** How an account is read, as a text. */
export function wayOf({ connection, options }: Account): TextKey {
  return `accounts.way.${connection === 'webhook' ? options.reading : connection}`;
}

/**
 * What has to be switched on at the platform.
 * Sources: core.telegram.org/bots/api#setwebhook; developers.facebook.com, Messenger webhooks;
 * developers.viber.com, REST bot API (checked 2026-11-22)
 */
export const SWITCH_ON: Partial<Record<Channel, readonly string[]>> = {
  telegram: [
    'message',
    'edited_message',
    'callback_query',
    'my_chat_member',
    'message_reaction',
    'business_connection',
    'business_message',
    'edited_business_message',
    'deleted_business_messages',
  ],
  messenger: [
    'messages',
    'messaging_postbacks',
    'messaging_referrals',
    'message_echoes',
    'message_deliveries',
    'message_reads',
    'messaging_optins',
    'message_reactions',
    'message_edits',
    'standby',
  ],
  viber: ['conversation_started', 'subscribed', 'unsubscribed', 'delivered', 'seen', 'failed'],
};

/** Whether this is an address that something can be sent to. */
export function isWebAddress(text: string): boolean {
  try {
    return /^https?:$/.test(new URL(text).protocol);
  } catch {
    return false;
  }
}
