import type { Platform } from '../webhooks/platform.js';
import { fields } from './fields.js';
import { map } from './map.js';
import { verify } from './verify.js';

/** Telegram bots, private chats. */
export const telegram: Platform = { channel: 'telegram', mapperVersion: 2, verify, fields, map };
