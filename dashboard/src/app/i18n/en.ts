import { contactsEn, contactsPluralsEn } from './contacts.en';
import { costsEn, costsPluralsEn } from './costs.en';
import { accountsEn } from './accounts.en';
import { qualityEn, qualityPluralsEn } from './quality.en';
import { originsEn } from './origins.en';
import { healthEn, healthPluralsEn } from './health.en';
import { settingsEn } from './settings.en';
import { importsEn } from './imports.en';
import { newWorkspaceEn } from './new-workspace.en';
import { teamsEn } from './teams.en';
import { serviceEn, servicePluralsEn } from './service.en';
import { serviceMoreEn } from './service-more.en';
import { definitionsEn } from './definitions.en';
import { calendarsEn, calendarsPluralsEn } from './calendars.en';
import { rowsEn, rowsPluralsEn } from './rows.en';
import { dialogueEn } from './dialogue.en';
import { dismissalsEn } from './dismissals.en';
import { waitingEn, waitingPluralsEn } from './waiting.en';
import { agentEn } from './agent.en';
import { workloadEn } from './workload.en';
import { paletteEn, palettePluralsEn } from './palette.en';
import { funnelsEn, funnelsPluralsEn } from './funnels.en';
import { pathsEn, pathsPluralsEn } from './paths.en';
import { attributionEn, attributionPluralsEn } from './attribution.en';
import { channelsEn, channelsPluralsEn } from './channels.en';
import { sourcesEn, sourcesPluralsEn } from './sources.en';

/** The texts of the shell in English. Texts of metrics, dimensions and periods come from the contracts. */
export const en = {
  ...accountsEn,
  ...contactsEn,
  ...costsEn,
  ...originsEn,
  ...qualityEn,
  ...healthEn,
  ...settingsEn,
  ...importsEn,
  ...newWorkspaceEn,
  ...serviceEn,
  ...serviceMoreEn,
  ...definitionsEn,
  ...teamsEn,
  ...calendarsEn,
  ...rowsEn,
  ...dialogueEn,
  ...dismissalsEn,
  ...waitingEn,
  ...agentEn,
  ...workloadEn,
  ...channelsEn,
  ...sourcesEn,
  ...attributionEn,
  ...pathsEn,
  ...funnelsEn,
  ...paletteEn,
  'brand.claim': 'Messenger analytics',
  skip: 'Skip to content',
  language: 'Language',
  'language.browser': 'As in the browser',
  theme: 'Theme',
  'theme.light': 'Light',
  'theme.dark': 'Dark',
  'theme.system': 'As in the system',
  close: 'Close',
  retry: 'Try again',
  copy: 'Copy',
  copied: 'Copied',
  apply: 'Apply',
  clear: 'Clear',

  'sign_in.title': 'Sign in',
  'sign_in.email': 'E-mail',
  'sign_in.password': 'Password',
  'sign_in.show': 'Show password',
  'sign_in.hide': 'Hide password',
  'sign_in.submit': 'Sign in',
  'sign_in.busy': 'Signing in…',
  'sign_in.email_missing': 'Enter your e-mail address.',
  'sign_in.email_wrong': 'This does not look like an e-mail address.',
  'sign_in.password_missing': 'Enter your password.',
  'sign_in.wrong': 'The e-mail or the password is wrong.',
  'sign_in.throttled': 'Too many attempts. Wait a minute and try again.',
  'sign_in.hint':
    'The first password was printed in the terminal by “npm start” and is kept in the file sign-in.txt of the data folder.',

  'side.label': 'Workspace and navigation',
  'nav.label': 'Main navigation',
  'nav.open': 'Open the navigation',
  'nav.overview': 'Overview',
  'workspace.switch': 'Workspace',
  'workspace.kind.demo': 'demo',
  'workspace.kind.golden': 'reference',
  'account.menu': 'Your account',
  'account.sign_out': 'Sign out',

  'banner.label': 'About this workspace',
  'banner.demo': 'Demo workspace: everything here is made up.',
  'banner.golden':
    'Reference workspace: the hand-checked set of February 2017. Its numbers never change: 1,861 incoming messages, 1,404 outgoing, 270 contacts, 16.7% came back, 3.5 h a dialogue.',
  'banner.to_own': 'Go to {{name}}',

  'period.label': 'Period',
  'period.presets': 'Ready-made periods',
  'period.custom': 'Own period',
  'period.from': 'From',
  'period.to': 'To, inclusive',
  'period.wrong_order': 'The end lies before the beginning.',
  'period.incomplete': 'Enter both days.',
  'period.zone': 'Time zone',
  'period.zone_hint': 'Days begin at midnight of this zone.',
  'period.zone_wrong': 'There is no such time zone. Example: Europe/Berlin',
  'period.zone_workspace': 'Workspace: {{zone}}',
  'period.zone_mine': 'Mine: {{zone}}',
  'period.compare': 'Compare with',
  'period.compare.none': 'no comparison',
  'period.compare.previous_period': 'previous period',
  'period.compare.previous_weekdays': 'the same weekdays before',
  'period.compare.previous_year': 'a year earlier',
  'period.key_hint': 'Key {{key}}',
  'period.unfinished': '(not over yet; compared with a whole one)',

  'calendar.previous_year': 'Previous year',
  'calendar.previous_month': 'Previous month',
  'calendar.next_month': 'Next month',
  'calendar.next_year': 'Next year',

  'granularity.label': 'By',
  'granularity.auto': 'auto ({{name}})',
  'granularity.hour': 'hour',
  'granularity.day': 'day',
  'granularity.week': 'week',
  'granularity.month': 'month',
  'granularity.quarter': 'quarter',
  'granularity.year': 'year',

  'filters.label': 'Filters',
  'filters.channels': 'Channels',
  'filters.accounts': 'Accounts',
  'filters.all': 'all',
  'filters.remove': 'Remove the filter: {{name}}',
  'filters.clear': 'Clear all filters',
  'filters.channel': 'Channel: {{name}}',
  'filters.account': 'Account: {{name}}',
  'filters.none': 'There is nothing to choose from yet.',
  'filters.account_number': 'no. {{id}}',
  'filters.failed': 'The list could not be loaded.',

  'overview.title': 'Overview',
  'overview.messages': 'People and messages',
  'overview.dialogues': 'Dialogues',
  'overview.speed': 'Speed of answers',
  'overview.subscriptions': 'Subscriptions',
  'overview.deliveries': 'Delivery and reading',
  'overview.split': 'Outgoing by sender',
  'overview.previous': 'was {{value}}',
  'overview.compared': 'against {{period}}',
  'overview.no_previous': 'there was nothing to compare with',
  'overview.same': 'unchanged',
  'overview.better': 'better',
  'overview.worse': 'worse',
  'overview.repeat_of': '{{part}} of {{whole}}',
  'overview.small': 'Computed from fewer than 30: may be chance.',
  'overview.covered': 'Covers {{share}} of incoming messages',
  'overview.unavailable': 'not available',

  'freshness.until': 'Data until {{time}}',
  'freshness.none': 'No data yet',
  'freshness.deriving': 'computing the newest…',
  'freshness.live': 'live',
  'freshness.offline': 'No connection; shown is what arrived before.',
  'freshness.zone': 'Time zone {{zone}}',

  'chart.title': 'Over time',
  'chart.metric': 'Number shown',
  'chart.as': 'Shown as',
  'chart.as_chart': 'Chart',
  'chart.as_table': 'Table',
  'chart.current': 'This period',
  'chart.previous': 'Compared period',
  'chart.change': 'Change',
  'chart.partial': 'incomplete',
  'chart.partial_note': 'Dotted: the unit is not over or is cut by the period.',
  'chart.caption':
    '{{metric}}, {{period}}. Highest {{highest}} ({{highestAt}}), lowest {{lowest}} ({{lowestAt}}).',
  'chart.caption_empty': '{{metric}}, {{period}}: no values.',
  'chart.point': '{{at}}: {{value}}',
  'chart.point_previous': '{{at}}: {{value}}, before {{previous}}',
  'chart.keys': 'Arrow keys move over the points.',

  'agents.title': 'Agents',
  'agents.total': 'All agents',
  'agents.unknown': 'Not named by the platform',
  'agents.small': 'Fewer than 30 answers: the times may be chance.',
  'agents.sort': 'Sort by',
  'agents.note': 'The total is computed anew from every wait, not from the rows.',
  'agents.empty': 'Nobody answered a wait that began in this period.',
  'agents.empty_hint':
    'Answers are seen when an account reports its outgoing messages: by import, by webhook or through the events API.',

  csv: 'CSV',
  'csv.label': 'Download as CSV: {{name}}',

  'definition.open': 'How it is computed: {{name}}',
  'definition.formula': 'Formula',
  'definition.exclusions': 'Left out',
  'definition.sample': 'Computed from',
  'definition.period': 'Period',
  'definition.zone': 'Time zone',
  'definition.freshness': 'Data until',
  'definition.version': 'Definition',
  'definition.version_value':
    'version {{version}}; silence that ends a dialogue: {{gap}}; a repeat after: {{repeat}}; unanswered after: {{unanswered}}',
  'definition.exact': 'Exactly',
  'definition.json': 'Open in the API',
  'definition.csv': 'CSV',
  'definition.curl': 'Copy as curl',

  'state.loading': 'Loading…',
  'state.failed': 'This could not be loaded',
  'state.network': 'The server does not answer. Check that Parley is running, then try again.',
  'state.unreadable': 'The server gave an answer that this page does not understand. Reload the page.',
  'state.status': 'The server answered with status {{status}}.',
  'state.nothing': 'Nothing happened in this period',
  'state.nothing_hint': 'The events of this workspace lie between {{from}} and {{to}}.',
  'state.nothing_filtered': 'Nothing happened in this period with these filters.',
  'state.show_all': 'Show all of it',

  'empty.title': 'No events yet',
  'empty.waiting': 'Waiting for the first event: this page fills by itself.',
  'empty.lead': 'Three ways to begin. Every command is typed in the folder of Parley.',
  'empty.telegram': 'Connect a messenger',
  'empty.telegram_text':
    'Telegram, Facebook Messenger or Viber, step by step: on the screen Accounts, or with this command.',
  'empty.event': 'Send an event',
  'empty.event_text': 'Any system can send events with the number of an account and an API key.',
  'empty.import': 'Import a chat export',
  'empty.import_text':
    'In Telegram Desktop: Settings → Advanced → Export Telegram data, format JSON. Importing twice changes nothing.',
  'empty.demo': 'Look around first',
  'empty.demo_text': 'The demo workspace holds 90 days of made-up conversations in every channel.',
  'empty.demo_open': 'Open the demo workspace',
  'empty.channel': 'Channel',
  'empty.make': 'Make an account and a key',
  'empty.made': 'Both are in the command below. Copy it now: the key is shown this once.',
  'empty.copy': 'Copy the command: {{name}}',

  'closed.text':
    'Your role here, {{role}}, does not open this page. An owner of the workspace can give you another role.',
  'missing.title': 'There is no such page',
  'missing.text': 'The address leads nowhere. Perhaps it was mistyped.',
  'missing.home': 'To the start page',
  'none.title': 'No workspace',
  'none.text': 'You are signed in, but are not a member of any workspace. Ask an owner to add you.',
} as const;

export type TextKey = keyof typeof en;
/** A complete set of texts; a missing one is a type error. */
export type Texts = Record<TextKey, string>;

/** The forms of counted things, by Intl.PluralRules. */
export type PluralForms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

export const enPlurals = {
  ...healthPluralsEn,
  ...costsPluralsEn,
  ...contactsPluralsEn,
  ...qualityPluralsEn,
  ...servicePluralsEn,
  ...calendarsPluralsEn,
  ...rowsPluralsEn,
  ...waitingPluralsEn,
  ...channelsPluralsEn,
  ...sourcesPluralsEn,
  ...attributionPluralsEn,
  ...pathsPluralsEn,
  ...funnelsPluralsEn,
  ...palettePluralsEn,
  contacts: { one: '{{n}} contact', other: '{{n}} contacts' },
  dialogues: { one: '{{n}} dialogue', other: '{{n}} dialogues' },
  first_responses: { one: '{{n}} first response', other: '{{n}} first responses' },
  waits_answered: { one: '{{n}} answered wait', other: '{{n}} answered waits' },
  agents: { one: '{{n}} agent', other: '{{n}} agents' },
  starts: { one: '{{n}} start', other: '{{n}} starts' },
  late_events: { one: '{{n}} late event', other: '{{n}} late events' },
  chosen: { one: '{{n}} chosen', other: '{{n}} chosen' },
} satisfies Record<string, PluralForms>;

export type PluralKey = keyof typeof enPlurals;
export type Plurals = Record<PluralKey, PluralForms>;
