import { hash } from 'node:crypto';
import type { EventInput } from '@parley/contracts';
import { DateTime } from 'luxon';
import { ImportReport, untimely, WrongFileError } from '../import-report.js';
import { contentOf } from './content.js';
import { readChat, type ChatLine } from './read-lines.js';

export type DateOrder = 'day_first' | 'month_first' | 'year_first';

export interface WhatsAppOptions {
  accountId: string;
  /** The names, as they stand in the file, of those who are us. */
  me: readonly string[];
  /** The zone of the phone that exported: the file gives local times only. */
  zone?: string;
  /** Needed only where no day of the file is above the 12th. */
  dateOrder?: DateOrder;
  /** The id of the person in the account; else the name or number in the file. */
  contactId?: string;
  /** Milliseconds UTC. */
  now: number;
  onBytes?(bytes: number): void;
}

interface Survey {
  order: DateOrder;
  zone: string;
  /** The one other writer. */
  other: string;
}

/** So many different moments, writers and lengths are remembered to tell equal messages apart. */
const REMEMBERED = 50_000;
const MOST_WRITERS = 1000;

/**
 * The events of a chat with one person that WhatsApp exported as `_chat.txt`. The file holds no ids: they are made of
 * time, writer, length and place among equals, so that a later, longer export of the chat repeats those of an earlier one.
 * Throws {@link WrongFileError} when the file is none, or who is us, the zone or the order of dates must be told.
 */
export class WhatsAppChat {
  readonly report = new ImportReport();
  private readonly seen = new Map<string, number>();
  /** How many lines of the moment have been read: Android gives no seconds, so their order must be kept. */
  private moment = { at: NaN, lines: 0 };

  constructor(
    private readonly path: string,
    private readonly options: WhatsAppOptions,
  ) {}

  async *events(): AsyncGenerator<EventInput> {
    const survey = await this.survey();
    for await (const item of readChat(this.path, this.options.onBytes)) {
      if (item.text === undefined) this.report.refuse(item.line, 'it stands before the first message');
      else {
        const event = this.map(item, survey);
        if (event) yield event;
      }
    }
  }

  /** Reads the file once for what only the whole of it tells. */
  private async survey(): Promise<Survey> {
    const writers = new Set<string>();
    const orders = { isYearFirst: false, isDayFirst: false, isMonthFirst: false, lines: 0 };
    for await (const item of readChat(this.path)) {
      if (item.text === undefined) continue;
      const [a, b] = item.date;
      orders.lines++;
      if (a > 31) orders.isYearFirst = true;
      else if (a > 12) orders.isDayFirst = true;
      else if (b > 12) orders.isMonthFirst = true;
      if (item.writer !== undefined && writers.size < MOST_WRITERS) writers.add(item.writer);
    }
    if (orders.lines === 0)
      throw new WrongFileError('no line begins with a date and a time: it is not a chat export of WhatsApp');
    const { zone } = this.options;
    if (zone === undefined)
      throw new WrongFileError('the times have no zone: say in which one they are, --zone Europe/Moscow');
    return { order: orderOf(orders, this.options.dateOrder), zone, other: this.otherOf(writers) };
  }

  private otherOf(writers: ReadonlySet<string>): string {
    const names = [...writers];
    const list = names.slice(0, 10).join(', ');
    if (this.options.me.length === 0 || !this.options.me.some((name) => writers.has(name)))
      throw new WrongFileError(`say who of the writers is you, --me NAME. They are: ${list}`);
    const [other, ...more] = names.filter((name) => !this.options.me.includes(name));
    if (more.length > 0)
      throw new WrongFileError(
        `it is a group chat, or one more of you wrote in it: only chats with one person can be imported. Writers: ${list}`,
      );
    const found = other ?? this.options.contactId;
    if (found === undefined)
      throw new WrongFileError(
        'the person never wrote: say who it is, --contact ID (a phone number or name)',
      );
    return found;
  }

  private map(item: ChatLine, survey: Survey): EventInput | undefined {
    const { report } = this;
    if (item.writer === undefined) {
      report.skip('service_message');
      return undefined;
    }
    const at = timeOf(item, survey);
    this.moment = { at, lines: at === this.moment.at ? this.moment.lines + 1 : 0 };
    const content = contentOf(item.text, item.isMarked);
    if ('skip' in content) {
      report.skip(content.skip);
      return undefined;
    }
    const reason = untimely(at, this.options.now);
    if (reason !== undefined) {
      report.refuse(item.line, reason);
      return undefined;
    }
    const isOther = item.writer === survey.other;
    const { kind, text } = content;
    const common = {
      id: this.idOf(at, item.writer, text.length, survey.other),
      account_id: this.options.accountId,
      contact: {
        id: (this.options.contactId ?? survey.other).slice(0, 256),
        name: survey.other.slice(0, 256),
      },
      occurred_at: at,
      sequence: this.moment.lines,
      kind,
      ...(text === '' ? {} : { text: text.slice(0, 65_535) }),
    };
    const event: EventInput = isOther
      ? { ...common, type: 'message_received' }
      : { ...common, type: 'message_sent', sender: 'agent', agent: { id: item.writer, name: item.writer } };
    report.count(event, at);
    return event;
  }

  private idOf(at: number, writer: string, length: number, other: string): string {
    const key = JSON.stringify([other, at, writer, length]);
    const place = this.seen.get(key) ?? 0;
    this.seen.delete(key);
    this.seen.set(key, place + 1);
    const oldest = this.seen.keys().next();
    if (this.seen.size > REMEMBERED && !oldest.done) this.seen.delete(oldest.value);
    return `whatsapp:${hash('sha256', `${key}:${place}`).slice(0, 32)}`;
  }
}

function orderOf(
  found: { isYearFirst: boolean; isDayFirst: boolean; isMonthFirst: boolean },
  given: DateOrder | undefined,
): DateOrder {
  if (given !== undefined) return given;
  if (found.isYearFirst) return 'year_first';
  if (found.isDayFirst !== found.isMonthFirst) return found.isDayFirst ? 'day_first' : 'month_first';
  throw new WrongFileError(
    'the file does not tell whether dates begin with the day or the month: --date-order day_first or month_first',
  );
}

/** Milliseconds UTC; NaN for a date that does not exist. */
function timeOf({ date: [a, b, c], hour, minute, second }: ChatLine, { order, zone }: Survey): number {
  const [year, month, day] =
    order === 'year_first' ? [a, b, c] : order === 'day_first' ? [c, b, a] : [c, a, b];
  const fullYear = year < 100 ? 2000 + year : year;
  return DateTime.fromObject({ year: fullYear, month, day, hour, minute, second }, { zone }).toMillis();
}
