import { aBroadcastMessage, aMessage, anAutoReply, aReply, aStart } from '../factories/index.js';
import { overviewOf } from './index.js';
import { MINUTE, HOUR, DAY, MONDAY, at, told } from './told.js';

describe('the oracle: the numbers of the Overview', () => {
  it('counts a small month by hand', () => {
    const boris = { contact: { id: 'boris' } };
    const input = told([
      aStart(at(0)),
      aMessage(at(MINUTE)),
      aReply(at(3 * MINUTE)),
      aMessage(at(3 * MINUTE + DAY + 1)),
      aReply(at(7 * MINUTE + DAY + 1)),
      aMessage({ ...at(HOUR), ...boris }),
      anAutoReply({ ...at(HOUR), ...boris }),
      aBroadcastMessage({ ...at(2 * HOUR), ...boris }),
    ]);
    const question = {
      from: MONDAY,
      to: MONDAY + 30 * DAY,
      now: MONDAY + 3 * DAY,
      repeat_after_seconds: 86_400,
      unanswered_after_seconds: 86_400,
    };
    expect(overviewOf(input, question)).toEqual({
      messages_received: 3,
      messages_sent: 4,
      messages_sent_by_agents: 2,
      messages_sent_by_bots: 0,
      messages_sent_auto: 1,
      messages_sent_in_broadcasts: 1,
      messages_sent_by_unknown: 0,
      messages_delivered: null,
      messages_read: null,
      read_share: null,
      contacts: 2,
      new_contacts: 2,
      dialogues: 3,
      dialogue_duration_mean_seconds: 120,
      dialogue_duration_median_seconds: 120,
      repeat_contacts: 1,
      repeat_contact_rate: 0.5,
      first_responses: 2,
      first_response_median_seconds: 180,
      first_response_p90_seconds: 228,
      waits_answered: 2,
      waits_unanswered: 1,
      answered_share: 2 / 3,
      contacts_subscribed: 1,
      contacts_unsubscribed: 0,
      outgoing_covered_share: 1,
      subscriptions_covered_share: 1,
    });
    expect(overviewOf(input, { ...question, to: MONDAY, now: MONDAY })).toMatchObject({
      messages_received: 0,
      repeat_contact_rate: null,
      answered_share: null,
    });
  });
});
