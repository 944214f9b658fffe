/** The texts of the screen Accounts in English. */
export const accountsEn = {
  'nav.accounts': 'Accounts',
  'accounts.lead': 'The bots and pages that this workspace reads, and how they are doing.',
  'accounts.connect': 'Connect an account',
  'accounts.none': 'No account is connected yet.',
  'accounts.name': 'Account',
  'accounts.way': 'How it is read',
  'accounts.state': 'State',
  'accounts.last': 'Last event',
  'accounts.day': 'Arrived in 24 h',
  'accounts.lag': 'Delay, median',
  'accounts.back': 'All accounts',
  'accounts.way.webhook': 'Webhook',
  'accounts.way.polling': 'Parley asks',
  'accounts.way.events_api': 'Events API',
  'accounts.way.import': 'Import',
  'accounts.state.incomplete': 'A secret is missing',
  'accounts.state.paused': 'Paused',
  'accounts.state.waiting': 'Waiting for the first event',
  'accounts.state.receiving': 'Receiving',
  'accounts.state.loaded': 'History loaded',
  'accounts.state.quiet': 'Quiet for more than a day',

  'connect.channel': 'Messenger',
  'connect.other': 'Every other messenger: send its events',
  'connect.name': 'Name of the account',
  'connect.name_hint': 'As your people call it, such as “Shop bot”.',
  'connect.name_missing': 'Give the account a name.',
  'connect.secret_missing': 'This is needed to collect anything.',
  'connect.token_for_polling': 'Asking Telegram needs the token of the bot.',
  'connect.reading': 'How updates arrive',
  'connect.reading.webhook': 'Telegram calls Parley (needs a public https address)',
  'connect.reading.polling': 'Parley asks Telegram (works everywhere)',
  'connect.forward': 'Address of a bot that runs elsewhere (optional)',
  'connect.forward_hint':
    'It goes on getting every update untouched, and its answers are relayed: a messenger knows one address only.',
  'connect.forward_wrong': 'Enter an address that begins with https:// or http://.',
  'connect.submit': 'Connect',
  'connect.busy': 'Connecting…',
  'connect.cancel': 'Cancel',

  'account.next': 'What to do now',
  'account.once': 'Copy the secret now: it is shown this once.',
  'account.address': 'Address',
  'account.secret.secret_token': 'Webhook secret',
  'account.secret.verify_token': 'Verify token',
  'account.switch_on': 'Events to switch on',
  'account.number': 'Number of the account',
  'account.tells': 'What this messenger tells',
  'account.tells.told': 'yes',
  'account.tells.through_us': 'only through you',
  'account.tells.never': 'no',
  'account.tells_hint':
    '“Only through you”: pass it on by the events API, in the metadata of a message, or let the bot talk to Telegram through Parley. Numbers that need what nobody told are empty, with the reason; never 0.',
  'account.settings': 'Settings',
  'account.other_apps': 'Messages sent by other apps are written by',
  'account.other_apps.bot': 'a bot',
  'account.other_apps.agent': 'people',
  'account.save': 'Save',
  'account.saved': 'Saved.',
  'account.secrets': 'Secrets',
  'account.secrets_hint': 'Secrets are stored encrypted and never shown again.',
  'account.secret_set': 'set',
  'account.secret_not_set': 'not set',
  'account.secret_new': 'New value: {{name}}',
  'account.rotate': 'New secret',
  'account.rotate_hint':
    'For 24 hours both the new and the old one are accepted, so that nothing is refused while you change it.',
  'account.rotated_until': 'Both secrets are accepted until {{moment}}, then only the new one.',
  'account.pause': 'Pause',
  'account.resume': 'Go on collecting',
  'account.pause_hint':
    'While paused, everything that arrives is refused, and nothing is passed on to a bot that runs elsewhere.',
  'account.disconnect': 'Disconnect…',
  'account.disconnect_title': 'Disconnect “{{name}}”?',
  'account.disconnect_text':
    'Nothing more is collected or passed on, and its secrets are deleted. Everything collected so far stays in the reports. It can be connected again later, and goes on where it stopped.',
  'account.disconnect_yes': 'Disconnect',

  'accounts.none_reader': 'No account is connected yet. An owner of the workspace can connect one.',
  'accounts.gone': 'Disconnected',
  'accounts.gone_hint':
    'Nothing more is collected from these; what they told stays in every report. Connect one again and its people and history go on.',
  'accounts.reconnect': 'Connect again',
  'connect.way': 'How its events come in',
  'connect.way.direct': 'From the messenger itself',
  'connect.way.api': 'From your own system or helpdesk, by the events API or a file',
  'connect.webhook_hint':
    'Parley answers Telegram at once and keeps every update before it does. A second program cannot use the webhook of the same bot: enter its address below and it gets everything too.',
  'connect.polling_hint':
    'Good for a laptop or an office network without an address of its own. Only one program may ask: stop the polling of your own bot, or enter its address below so that Parley passes everything on.',
  'account.snippet': 'A first event, to be pasted into a terminal',
  'step.forward':
    'Your bot keeps working: Parley passes every update on to its address, untouched and with its own signature, and relays what it answers. If it is down or slow, nothing is lost here and Telegram, Facebook or Viber is not kept waiting.',
  'step.polling.1':
    'Nothing to paste: Parley removes the webhook of the bot and asks Telegram by itself. If your own program asks as well, stop it there.',
  'step.polling.2': 'Write something to the bot. The state above turns green.',
  'step.telegram.self':
    'Nothing to paste if Parley has a public https address (PARLEY_INGEST_URL): it registers the webhook with the secret and every kind of update by itself, within a minute.',
  'step.telegram.curl':
    'Either paste the bot token under Settings below (@BotFather → /mybots → your bot → API Token) and Parley registers the webhook by itself; or call setWebhook yourself with url = the address, secret_token = the webhook secret, and allowed_updates = the kinds below.',
  'step.telegram.groups':
    'For groups: @BotFather → /mybots → your bot → Bot Settings → Group Privacy → Turn off. Else the bot sees commands only.',
  'step.telegram.business':
    'For the private chats of a person with Telegram Business: @BotFather → Bot Settings → Business Mode → Turn on; then in the person’s Telegram: Settings → Telegram Business → Chatbots → your bot.',
  'step.telegram.write': 'Write something to the bot. The state above turns green.',
  'step.messenger.1':
    'developers.facebook.com → My Apps → your app → App settings → Basic → App secret → Show: paste it under Settings below, if it is not there yet.',
  'step.messenger.2':
    'In the same app: Messenger → Messenger API Settings → Configure webhooks. Callback URL = the address below, Verify token = the verify token, then Verify and save.',
  'step.messenger.3':
    'Under Generate access tokens, add your page and press Add Subscriptions: choose the fields below.',
  'step.messenger.4':
    'Switch on the Get Started button of the page with the payload GET_STARTED (Messenger Profile API): without it the ref of a new conversation is lost.',
  'step.messenger.5':
    'Until the app is published, only people with a role in it reach the webhook: write to the page as one of them.',
  'step.viber.1':
    'The token is in the Viber Admin Panel (partners.viber.com → your bot → Info → Your app key).',
  'step.viber.2':
    'Nothing to paste if Parley has a public https address (PARLEY_INGEST_URL): it registers itself. Else call set_webhook with the address and the event types below. The certificate must be a trusted one.',
  'step.viber.3':
    'Open the bot by its link and write to it. Opening tells the context; a subscription begins with the first message.',
  'step.api.1':
    'Make a key that may write events: Overview of an empty workspace, or POST …/api-keys. Keep it where your other secrets are.',
  'step.api.2':
    'From your helpdesk or bot, send every message in and out to the address below, with the number of this account. The ids of people and messages are those of the messenger, so that nothing counts twice.',
  'step.api.3':
    'Bring the past: the screen Import takes exports of Telegram, WhatsApp and Chatwoot, and events as NDJSON.',
  'step.import.1': 'Export the chats in the messenger.',
  'step.import.2':
    'Load the file on the screen Import, or with npm run import. What was not understood is listed at the end.',
  'test.title': 'Test of the connection',
  'test.run': 'Test the connection',
  'test.busy': 'Testing…',
  'test.hint': 'Asks the messenger and your bot; changes nothing.',
  'test.ok': 'In order',
  'test.warning': 'Look at it',
  'test.failed': 'Not working',
  'test.not_checked': 'Not checked',
  'test.all_ok': 'Everything that can be checked is in order.',
  'test.some_warn': 'It works, but look at what is marked.',
  'test.some_failed': 'Something does not work: the line says what to do.',
  'mirror.label': 'The same chats also come through',
  'mirror.none': 'no other account',
  'mirror.hint':
    'Choose the account when, say, a bot and the helpdesk behind it both tell of one chat: people are one and each message counts once. Example: the bot tells every incoming message with its link, the helpdesk tells which agent answered. It can be chosen until this account has its first event, and every number is computed anew.',
  'mirror.this': 'this account',
  'mirror.incoming': 'Incoming messages count from',
  'mirror.outgoing': 'Answers count from',
  'mirror.since': 'From which day on (UTC)',
  'mirror.since_hint':
    'Empty: always. Before that day each of the two counts its own messages. Those that do not count are kept.',
  'first.arrived': 'The first event has arrived.',
  'first.arrived_text': 'From now on this page fills by itself.',
  'first.reader':
    'An owner of this workspace can connect a messenger, send events or import a file. As soon as something arrives, its numbers appear here by themselves.',
  'first.import': 'Import a file',
} as const;
