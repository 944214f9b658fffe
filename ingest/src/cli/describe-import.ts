import type { ImportReport } from '../imports/import-report.js';
import type { ExportSummary } from '../imports/telegram-export/telegram-export.js';

/** So many of what was refused are named. */
const NAMED = 20;
const HOUR_MS = 3600 * 1000;
const DAY_MS = 24 * HOUR_MS;
/** No zone's clock is further behind or ahead of UTC, hours. */
const FURTHEST_BEHIND = 12;
const FURTHEST_AHEAD = 14;

const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);

/** What the file holds, in a few lines; the messages that are left out are named. */
export function describeFile(summary: ExportSummary): string {
  const { firstAt, lastAt, untimely } = summary;
  const lines = [
    `${summary.personalChats} personal chats, ${summary.received} messages received, ${summary.sent} sent` +
      (firstAt === undefined || lastAt === undefined ? '' : `, ${dayOf(firstAt)} to ${dayOf(lastAt)} (UTC)`),
  ];
  if (summary.serviceMessages > 0) lines.push(`Skipped: ${summary.serviceMessages} service messages`);
  if (summary.otherChats > 0) {
    lines.push(
      `Skipped: ${summary.otherChats} groups, channels and bots with ${summary.otherMessages} messages`,
    );
  }
  if (untimely.messages > 0) {
    lines.push(`Refused: ${untimely.messages} messages with a time before 2009 or more than a day ahead`);
    for (const { line, path, id, reason } of untimely.first.slice(0, NAMED))
      lines.push(`  ${line === undefined ? '' : `line ${line}: `}${path} (message ${id}): ${reason}`);
    const more = untimely.messages - Math.min(untimely.first.length, NAMED);
    if (more > 0) lines.push(`  and ${more} more`);
  }
  return lines.join('\n');
}

/** The same for the formats with a common report; what was skipped is named by kind. */
export function describeReport(report: ImportReport): string {
  const { firstAt, lastAt, other } = report;
  const lines = [
    `${report.received} messages received, ${report.sent} sent` +
      (other > 0 ? `, ${other} other events` : '') +
      (firstAt === undefined || lastAt === undefined ? '' : `, ${dayOf(firstAt)} to ${dayOf(lastAt)} (UTC)`),
  ];
  for (const [kind, count] of report.skipped) lines.push(`Skipped: ${count} × ${kind}`);
  if (report.refused > 0) {
    lines.push(`Refused: ${report.refused}`);
    for (const { line, reason } of report.problems.slice(0, NAMED))
      lines.push(`  ${line === undefined ? '' : `line ${line}: `}${reason}`);
    const more = report.refused - Math.min(report.problems.length, NAMED);
    if (more > 0) lines.push(`  and ${more} more`);
  }
  return lines.join('\n');
}

/** Who wrote how many of the outgoing messages, one line per person; most first. */
export function describePeople({ sentBy, received }: Pick<ExportSummary, 'sentBy' | 'received'>): string {
  const people = [...sentBy].sort(([, a], [, b]) => b.messages - a.messages);
  return [
    `  received from contacts: ${received}`,
    ...people.map(([id, { name, messages }]) => `  sent by ${name || id} (${id}): ${messages}`),
  ].join('\n');
}

/**
 * The Overview of the days from the first message to the last, the end excluded. The zone of the workspace is not known
 * here, so the days are those that hold the messages in any zone: at most one more at either end.
 */
export function overviewLink(apiUrl: string, workspaceId: string, firstAt: number, lastAt: number): string {
  const from = dayOf(firstAt - FURTHEST_BEHIND * HOUR_MS);
  const to = dayOf(lastAt + FURTHEST_AHEAD * HOUR_MS + DAY_MS);
  return `${apiUrl.replace(/\/$/, '')}/workspace/${workspaceId}/overview?from=${from}&to=${to}`;
}
