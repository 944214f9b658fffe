import { textLines } from '../text-lines.js';

/** A message or a notice as the file gives it, its continuation lines included. */
export interface ChatLine {
  /** Where it begins, from 1. */
  line: number;
  /** The three numbers of the date, in the order of the file. */
  date: readonly [number, number, number];
  hour: number;
  minute: number;
  second: number;
  /** Undefined for what WhatsApp itself says. */
  writer?: string;
  text: string;
  /** Whether WhatsApp marked the text as its own with an invisible direction mark. */
  isMarked: boolean;
}

const LONGEST_TEXT = 65_535;
const MARKS = /[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;
const SPACES = /[\u00a0\u202f]/g;
const DATE = String.raw`(\d{1,4})(?:\. ?|[/-])(\d{1,2})(?:\. ?|[/-])(\d{1,4})\.?`;
const TIME = String.raw`(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?: ?([ap])\.? ?m\.?)?`;
/** Apple writes `[22.11.2026, 14:03:05] Name: text`, Android `22.11.2026, 14:03 - Name: text`. */
const APPLE = new RegExp(String.raw`^\[${DATE},?(?: \S{1,3})? ${TIME}\] (.*)$`, 'i');
const ANDROID = new RegExp(String.raw`^${DATE},?(?: \S{1,3})? ${TIME} [-–] (.*)$`, 'i');

/** What stands in a `_chat.txt`, in flat memory; `undefined` with the line for what belongs to no message. */
export async function* readChat(
  path: string,
  onBytes?: (bytes: number) => void,
): AsyncGenerator<ChatLine | { line: number; text: undefined }> {
  let open: ChatLine | undefined;
  for await (const { line, text } of textLines(path, onBytes)) {
    const next = headOf(line, text);
    if (next) {
      if (open) yield open;
      open = next;
    } else if (open) {
      if (open.text.length < LONGEST_TEXT) open.text = `${open.text}\n${text.replace(MARKS, '')}`;
    } else if (text.replace(MARKS, '').trim() !== '') yield { line, text: undefined };
  }
  if (open) yield open;
}

function headOf(line: number, raw: string): ChatLine | undefined {
  const plain = raw.replace(MARKS, '').replace(SPACES, ' ');
  const found = APPLE.exec(plain) ?? ANDROID.exec(plain);
  if (!found) return undefined;
  const [, a, b, c, hours, minutes, seconds, half, rest = ''] = found;
  const said = /^(.{1,120}?): ?(.*)$/.exec(rest);
  const hour = Number(hours);
  return {
    line,
    date: [Number(a), Number(b), Number(c)],
    hour: half === undefined ? hour : (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0),
    minute: Number(minutes),
    second: Number(seconds ?? 0),
    ...(said?.[1] === undefined ? {} : { writer: said[1].trim() }),
    text: said?.[2] ?? rest,
    isMarked: /: ?\u200e/.test(raw),
  };
}

/** Whether a line begins a message or a notice of a chat. */
export const isChatLine = (text: string) => headOf(1, text) !== undefined;
