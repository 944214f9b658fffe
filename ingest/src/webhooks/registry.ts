import type { Channel } from '@parley/contracts';
import { telegram } from '../telegram/telegram.js';
import type { Platform } from './platform.js';

/** The messengers that can call us. */
export const PLATFORMS: Partial<Record<Channel, Platform>> = { telegram };
