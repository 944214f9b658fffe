/** The texts of the screen Channels. */
export const channelsEn = {
  'nav.channels': 'Channels',
  'channels.lead': 'From money to who stays: what each source cost and brought.',
  'channels.bar': 'What the rows are',
  'channels.by': 'By',
  'channels.opened': 'Opened',
  'channels.back': 'Back to all: {{name}}',
  'channels.table': 'Channels',
  'channels.total': 'Total',
  'channels.link': 'Link no. {{id}}',
  'channels.not_set': 'Not set',
  'channels.not_set_with_ref': 'Not set: a ref that no rule reads',
  'channels.trend': 'Arrivals over time',
  'channels.trend_caption': 'Arrivals per unit of time: first {{first}}, last {{last}}, at most {{most}}',
  'channels.summary':
    '{{arrivals}}, of which {{name}} brought the most: {{most}}. Perhaps lost their code: {{lost}}.',
  'channels.summary_short': '{{arrivals}}, of which {{name}} brought the most: {{most}}.',
  'channels.note':
    'The total is computed anew: counts and money add up; rates, times and prices do not. A name opens the row into its next level. Money in {{currency}}. Conversions: “{{model}}”, “{{date}}”. A price is there where something was spent.',
  'channels.kept_note':
    'Kept: subscriptions of the period that lasted 7 (30) days, out of those so old by now. Younger ones stand in columns of their own.',
  'channels.picture': 'Compared',
  'channels.picture_metric': 'Number',
  'channels.picture_summary': 'Most: {{name}}, {{value}}.',
  'channels.picture_interval': 'The line is where the real rate lies, 95 %.',
  'channels.picture_nothing': 'In this period there is nothing to compare by this number.',
  'channels.empty': 'Nobody came in this period.',
  'channels.empty_hint':
    'Choose a longer period, or take away a filter. To see where people come from, put links with a ref into your ads and posts, such as t.me/your_bot?start=vk_spring.',
  'nav.subscriptions': 'Subscriptions',
  'subscribers.table': 'By what had brought them',
  'subscribers.over_time': 'Who came and who left',
  'subscribers.when': 'When',
  'subscribers.before': 'What preceded leaving',
  'subscribers.before_note':
    'By the sender of our last message before the end, whenever it was. What somebody did before is no proof of why they left.',
  'subscribers.before_summary': 'Most often the last message was: {{name}}.',
  'subscribers.nobody_left': 'Nobody left in this period.',
  'subscribers.nobody_left_hint': 'Choose a longer period, or take away a filter.',
  'subscribers.empty': 'In this period there was no subscription.',
  'subscribers.empty_hint':
    'Choose a longer period, or take away a filter. Chats that were imported as a file do not tell of subscriptions: connect the account, or send subscribed and unsubscribed through the events API.',
  'subscribers.summary': '{{begun}} began, {{ended}} ended, {{left}} go on.',
  'subscribers.over_time_summary': 'Most came on {{at}}: {{most}}. At the end {{left}} are subscribed.',
  'subscribers.note':
    'The total is computed anew: counts and money add up; rates and prices do not. A name opens the row into its next level. Money in {{currency}}; a price is there where something was spent, and counts who was kept so far.',
  'subscribers.meaning':
    'Subscribed is what each messenger means by it: in Telegram a start or an unblocking, in Viber, Messenger and VK «subscribed» or the first message, in WhatsApp and on a site a consent.',
  'table.interval_hint': 'The real rate lies here in 95 cases of 100.',
};

export const channelsPluralsEn = {
  arrivals: { one: '{{n}} arrival', other: '{{n}} arrivals' },
  subscriptions: { one: '{{n}} subscription', other: '{{n}} subscriptions' },
  lost_codes: { one: '{{n}} start', other: '{{n}} starts' },
};
