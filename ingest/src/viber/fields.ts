import type { Fields } from '../bodies/fields.js';

/**
 * What stands in callbacks of a bot and may be kept. A token is the number of a message, which `sequence` of the events
 * holds too; `desc` is the platform's own description of a failure.
 * Source: developers.viber.com/docs/api/rest-bot-api, «Callbacks», API 7.3.0 (checked 2026-11-24)
 */
export const fields: Fields = {
  event: 'word',
  timestamp: 'plain',
  message_token: 'plain',
  type: 'word',
  context: 'plain',
  language: 'word',
  desc: 'plain',
  'message.text': 'text',
};
