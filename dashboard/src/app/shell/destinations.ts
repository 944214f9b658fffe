import type { TextKey } from '../i18n/en';
import type { IconName } from '../ui/icon';
import type { MAY_OPEN } from './may-open';

export interface Destination {
  page: keyof typeof MAY_OPEN;
  /** Below the address of the workspace. */
  path: readonly string[];
  text: TextKey;
  icon: IconName;
  /** Which key leads there after `g`; the place of the key, whatever the layout. */
  key: string;
}

/** Where one can go inside a workspace. A new screen is one more line here and one route. */
export const DESTINATIONS: readonly Destination[] = [
  { page: 'overview', path: ['overview'], text: 'nav.overview', icon: 'overview', key: 'O' },
  { page: 'me', path: ['agents', 'me'], text: 'nav.me', icon: 'user', key: 'Y' },
  { page: 'channels', path: ['channels'], text: 'nav.channels', icon: 'channels', key: 'C' },
  {
    page: 'subscriptions',
    path: ['subscriptions'],
    text: 'nav.subscriptions',
    icon: 'subscriptions',
    key: 'S',
  },
  { page: 'attribution', path: ['attribution'], text: 'nav.attribution', icon: 'attribution', key: 'A' },
  { page: 'paths', path: ['paths'], text: 'nav.paths', icon: 'paths', key: 'P' },
  { page: 'funnels', path: ['funnels'], text: 'nav.funnels', icon: 'funnels', key: 'F' },
  { page: 'service', path: ['service'], text: 'nav.service', icon: 'service', key: 'V' },
  { page: 'waiting', path: ['waiting'], text: 'nav.waiting', icon: 'clock', key: 'W' },
  { page: 'contacts', path: ['contacts'], text: 'nav.contacts', icon: 'contacts', key: 'T' },
  { page: 'costs', path: ['costs'], text: 'nav.costs', icon: 'money', key: 'M' },
  { page: 'accounts', path: ['accounts'], text: 'nav.accounts', icon: 'accounts', key: 'K' },
  { page: 'imports', path: ['imports'], text: 'nav.imports', icon: 'upload', key: 'I' },
  { page: 'quality', path: ['quality'], text: 'nav.quality', icon: 'quality', key: 'Q' },
  { page: 'settings', path: ['settings'], text: 'nav.settings', icon: 'settings', key: 'E' },
];

/** Pages that stand in no menu, for the palette. */
export const MORE_PLACES: readonly Omit<Destination, 'key'>[] = [
  { page: 'rows', path: ['rows'], text: 'rows.title', icon: 'columns' },
  { page: 'suggestions', path: ['contacts', 'suggestions'], text: 'suggestions.title', icon: 'contacts' },
  { page: 'teams', path: ['settings', 'teams'], text: 'teams.title', icon: 'settings' },
  { page: 'goals', path: ['settings', 'goals'], text: 'goals.title', icon: 'settings' },
  { page: 'targets', path: ['settings', 'targets'], text: 'targets.title', icon: 'settings' },
  { page: 'sources', path: ['settings', 'sources'], text: 'sources.title', icon: 'settings' },
  { page: 'calendars', path: ['settings', 'calendars'], text: 'calendars.title', icon: 'settings' },
  { page: 'connect', path: ['accounts', 'connect'], text: 'accounts.connect', icon: 'plus' },
];
