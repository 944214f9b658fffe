/** What stands in the command until an account and a key have been made. */
export const PLACEHOLDERS = { account_id: 'ACCOUNT_ID', key: '$PARLEY_API_KEY' };

/** A command that sends one message of a made-up contact through the events API. `now` becomes its time and its id. */
export function eventCommand(
  ingestUrl: string,
  now: Date,
  made: { account_id: string; key: string },
): string {
  const event = {
    type: 'message_received',
    id: `hello-${Math.floor(now.getTime() / 1000)}`,
    occurred_at: now.toISOString(),
    account_id: made.account_id,
    contact: { id: 'anna', name: 'Anna' },
    text: 'Hello! Is it in stock?',
  };
  return [
    `curl ${ingestUrl}/v1/events \\`,
    `  -H "Authorization: Bearer ${made.key}" \\`,
    '  -H "Content-Type: application/json" \\',
    `  -d '${JSON.stringify(event, null, 2)}'`,
  ].join('\n');
}
