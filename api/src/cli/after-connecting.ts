import { type AccountWithSecrets } from '@parley/contracts';

/** What the owner has to do at the platform after an account was connected; the secrets in it are shown this once. */
export function afterConnecting(account: AccountWithSecrets): string {
  const { channel, options, webhook_url: url } = account;
  if (channel === 'telegram' && options.reading === 'polling') {
    return 'Parley reads the bot by itself from now on. Write to it: the Overview shows the message.\n';
  }
  if (channel === 'messenger') return forMessenger(url ?? '', account.secrets['verify_token'] ?? '');
  return channel === 'viber'
    ? forViber(url ?? '')
    : forTelegram(url ?? '', account.secrets['secret_token'] ?? '');
}

const SELF = `When Parley was started with PARLEY_INGEST_URL (its public address) and has the token of the bot, it has done
this by itself already.
`;

const TELEGRAM_UPDATES = [
  'message',
  'edited_message',
  'callback_query',
  'my_chat_member',
  'message_reaction',
  'business_connection',
  'business_message',
  'edited_business_message',
  'deleted_business_messages',
];

const forTelegram = (url: string, secret: string) => `  webhook  ${url}
  secret   ${secret}

Tell Telegram (with the token of your bot; the address must be reachable from the internet by https):

curl "https://api.telegram.org/bot$BOT_TOKEN/setWebhook" \\
  -d url="${url}" \\
  -d secret_token="${secret}" \\
  -d allowed_updates='${JSON.stringify(TELEGRAM_UPDATES)}'

${SELF}`;

const forMessenger = (url: string, verifyToken: string) => `  callback address  ${url}
  verify token      ${verifyToken}

At developers.facebook.com, in your app under Messenger → Webhooks: paste both, then subscribe the page to
messages, messaging_postbacks, messaging_referrals, message_echoes, message_deliveries, message_reads,
messaging_optins, message_reactions, message_edits, standby.
`;

const forViber = (url: string) => `  webhook  ${url}

Tell Viber (the address must be reachable from the internet by https):

curl https://chatapi.viber.com/pa/set_webhook \\
  -H "X-Viber-Auth-Token: $AUTH_TOKEN" \\
  -d '{"url":"${url}","event_types":["delivered","seen","failed","subscribed","unsubscribed","conversation_started"]}'

${SELF}`;
