import type { ROW_REPORTS, RowReportName } from '@parley/contracts';
import type { z } from 'zod';
import type { RowQuery } from '../lib/define-row-query.js';
import { answeredDialogues } from './answered-dialogues/answered-dialogues.js';
import { arrivals } from './arrivals/arrivals.js';
import { channelRows } from './channel-rows/channel-rows.js';
import { conversions } from './conversions/conversions.js';
import { funnelContacts } from './funnel-contacts/funnel-contacts.js';
import { contacts } from './contacts/contacts.js';
import { dialogues } from './dialogues/dialogues.js';
import { messages } from './messages/messages.js';
import { pathContacts } from './path-contacts/path-contacts.js';
import { subscriptions } from './subscriptions/subscriptions.js';
import { waitingNow } from './waiting-now/waiting-now.js';
import { unanswered, waits } from './waits/waits.js';
import { workSpanRows } from './work-spans/work-spans.js';

/** The query of every row report, by its name. Bind them with `boundValues(bound, 'current', bound)`. */
export const ROW_REPORT_QUERIES: Readonly<Record<RowReportName, RowQuery>> = {
  [waits.report.name]: waits,
  [unanswered.report.name]: unanswered,
  [dialogues.report.name]: dialogues,
  [answeredDialogues.report.name]: answeredDialogues,
  [workSpanRows.report.name]: workSpanRows,
  [messages.report.name]: messages,
  [contacts.report.name]: contacts,
  [arrivals.report.name]: arrivals,
  [subscriptions.report.name]: subscriptions,
  [channelRows.report.name]: channelRows,
  [waitingNow.report.name]: waitingNow,
  [conversions.report.name]: conversions,
  [funnelContacts.report.name]: funnelContacts,
  [pathContacts.report.name]: pathContacts,
};

/** One row of the row report of this name, as its contract says. */
export type ListedRow<Name extends RowReportName> = z.output<(typeof ROW_REPORTS)[Name]['row']>;
