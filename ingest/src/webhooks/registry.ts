import type { Channel } from '@parley/contracts';
import { messenger } from '../messenger/messenger.js';
import { telegram } from '../telegram/telegram.js';
import { viber } from '../viber/viber.js';
import type { Platform } from './platform.js';

/** The messengers that can call us. */
export const PLATFORMS: Partial<Record<Channel, Platform>> = { messenger, telegram, viber };
