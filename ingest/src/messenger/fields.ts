import type { Fields } from '../bodies/fields.js';

/**
 * What stands in webhooks of a page and may be kept. `metadata` is what the sender's own program says of a message.
 * Source: developers.facebook.com/docs/messenger-platform/reference/webhook-events (checked 2026-11-24)
 */
export const fields: Fields = {
  object: 'word',
  field: 'word',
  time: 'plain',
  timestamp: 'plain',
  watermark: 'plain',
  num_edit: 'plain',
  mid: 'id',
  mids: 'id',
  type: 'word',
  source: 'word',
  action: 'word',
  notification_messages_status: 'word',
  'message.text': 'text',
  'message_edit.text': 'text',
  'referral.ref': 'plain',
  'referral.source': 'plain',
  'referral.type': 'plain',
  'optin.ref': 'plain',
  'ads_context_data.ad_title': 'plain',
  'postback.payload': 'plain',
  'reaction.reaction': 'plain',
  'reaction.emoji': 'plain',
  'message.metadata': { json: { agent_id: 'id', broadcast_id: 'id', sender: 'word' } },
};
