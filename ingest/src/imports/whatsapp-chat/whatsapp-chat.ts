import { hash } from 'node:crypto';
import type { EventInput, ImportQuestion } from '@parley/contracts';
import { DateTime } from 'luxon';
import { ImportReport, UnansweredError, untimely, WrongFileError } from '../import-report.js';
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
 * Throws {@link WrongFileError} when the file is none, {@link UnansweredError} when who is us, the zone or the order of
 * dates must be told.
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
      if (item.text === undefined)
        this.report.refuse(item.line, {
          code: 'before_the_first',
          reason: 'it stands before the first message',
        });
      else {
        const event = this.map(item, survey);
        if (event) yield event;
      }
    }
  }

  /** Reads the file once for what only the whole of it tells. */
  private async survey(): Promise<Survey> {
    const writers = new Map<string, number>();
    const orders = { isYearFirst: false, isDayFirst: false, isMonthFirst: false, lines: 0 };
    for await (const item of readChat(this.path)) {
      if (item.text === undefined) continue;
      const [a, b] = item.date;
      orders.lines++;
      if (a > 31) orders.isYearFirst = true;
      else if (a > 12) orders.isDayFirst = true;
      else if (b > 12) orders.isMonthFirst = true;
      const { writer } = item;
      if (writer !== undefined && (writers.has(writer) || writers.size < MOST_WRITERS))
        writers.set(writer, (writers.get(writer) ?? 0) + 1);
    }
    if (orders.lines === 0)
      throw new WrongFileError(
        'no line begins with a date and a time: it is not a chat export of WhatsApp',
        'not_a_whatsapp_chat',
      );
    return this.answersOf(writers, orderOf(orders, this.options.dateOrder));
  }

  /** What was told, or everything that must still be told at once. */
  private answersOf(writers: ReadonlyMap<string, number>, order: DateOrder | undefined): Survey {
    const names = [...writers.keys()];
    const list = names.slice(0, 10).join(', ');
    const { zone, me, contactId } = this.options;
    const missing: [ImportQuestion, string][] = [];
    if (zone === undefined)
      missing.push(['time_zone', 'the times have no zone: say in which one they are, --zone Europe/Moscow']);
    const isKnown = me.some((name) => writers.has(name));
    if (!isKnown) missing.push(['me', `say who of the writers is you, --me NAME. They are: ${list}`]);
    const others = names.filter((name) => !me.includes(name));
    if (isKnown && others.length > 1)
      throw new WrongFileError(
        `it is a group chat, or one more of you wrote in it: only chats with one person can be imported. Writers: ${list}`,
        'group_chat',
      );
    const other = others[0] ?? contactId;
    if (isKnown && other === undefined)
      missing.push([
        'contact',
        'the person never wrote: say who it is, --contact ID (a phone number or name)',
      ]);
    if (order === undefined)
      missing.push([
        'date_order',
        'the file does not tell whether dates begin with the day or the month: --date-order day_first or month_first',
      ]);
    if (zone !== undefined && other !== undefined && order !== undefined && missing.length === 0)
      return { order, zone, other };
    throw new UnansweredError(
      missing[0]?.[1] ?? '',
      missing.map(([question]) => question),
      [...writers].map(([name, messages]) => ({ id: name, name, messages, is_us: me.includes(name) })),
    );
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
    const refusal = untimely(at, this.options.now);
    if (refusal !== undefined) {
      report.refuse(item.line, refusal);
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
): DateOrder | undefined {
  if (given !== undefined) return given;
  if (found.isYearFirst) return 'year_first';
  if (found.isDayFirst !== found.isMonthFirst) return found.isDayFirst ? 'day_first' : 'month_first';
  return undefined;
}

/** Milliseconds UTC; NaN for a date that does not exist. */
function timeOf({ date: [a, b, c], hour, minute, second }: ChatLine, { order, zone }: Survey): number {
  const [year, month, day] =
    order === 'year_first' ? [a, b, c] : order === 'day_first' ? [c, b, a] : [c, a, b];
  const fullYear = year < 100 ? 2000 + year : year;
  return DateTime.fromObject({ year: fullYear, month, day, hour, minute, second }, { zone }).toMillis();
}
