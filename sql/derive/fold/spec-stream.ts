import { NO_CALENDARS } from '../../calendars/calendars.js';
import { NO_SOURCE_RULES } from '../../sources/source-rules.js';
import { deriveIdentity } from './derive-identity.js';
import { DEFAULT_ACCOUNT, type AccountSettings, type IdentitySettings } from './settings.js';
import type { StreamEvent } from './stream-event.js';

/** For specs: one identity's stream, written event by event. Times are milliseconds after {@link T0}. */
export const T0 = Date.UTC(2026, 2, 2, 9);
export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
/** G of every definition here. */
export const G = DAY;
export const THANKS = '777';

let ids = 0;

export function anEvent(type: string, at: number, stated: Partial<StreamEvent> = {}): StreamEvent {
  ids++;
  return {
    event_id: String(ids),
    occurred_at: T0 + at,
    sequence: String(ids),
    version: '1',
    type,
    channel: 'telegram',
    account_id: 1,
    conversation_id: '0',
    message_id: '0',
    reply_to: '0',
    sender: '',
    agent_id: '0',
    watermark_at: 0,
    reason: '',
    broadcast_id: '0',
    link_id: 0,
    ref: '',
    given_source: '',
    given_medium: '',
    given_campaign: '',
    given_content: '',
    given_term: '',
    ad_id: '',
    click_id: '',
    kind: '',
    text_hash: '0',
    ...stated,
  };
}

type Stated = Partial<StreamEvent>;
const received = { sender: 'contact', kind: 'text' };
export const comes = (at: number, stated: Stated = {}) =>
  anEvent('message_received', at, { ...received, ...stated });
export const sent = (sender: string, at: number, stated: Stated = {}) =>
  anEvent('message_sent', at, { sender, kind: 'text', ...stated });
export const agent = (at: number, stated: Stated = {}) => sent('agent', at, { agent_id: '42', ...stated });
export const bot = (at: number, stated: Stated = {}) => sent('bot', at, stated);
export const auto = (at: number, stated: Stated = {}) => sent('auto', at, stated);
export const broadcast = (at: number, stated: Stated = {}) =>
  sent('broadcast', at, { broadcast_id: '900', ...stated });

const account: AccountSettings = { ...DEFAULT_ACCOUNT, outgoing: 'always' };

/** G = 24 h, one courtesy, one account whose answers are always seen; `stated` changes the account. */
export const settings = (stated: Partial<AccountSettings> = {}): IdentitySettings => ({
  silenceGapMs: G,
  settleMs: MINUTE,
  clockStarts: 'first',
  calendars: NO_CALENDARS,
  sources: NO_SOURCE_RULES,
  courtesyHashes: new Set([THANKS]),
  accounts: new Map([[1, { ...account, ...stated }]]),
});

/** Derives the events with the usual settings, or with an account of other settings. */
export const derive = (events: StreamEvent[], stated: Partial<AccountSettings> = {}) =>
  deriveIdentity(events, settings(stated));

/** Milliseconds after {@link T0}, or null where it did not happen. */
export const after = (at: number | undefined) => (at === undefined || at === 0 ? null : at - T0);
