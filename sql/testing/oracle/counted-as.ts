import type { CountedAs } from '@parley/contracts';
import { isIncoming, isOutgoing } from './plain-event.js';
import { type OverviewQuestion, overviewOf } from './overview.js';
import { mean, quantile } from './quantile.js';
import { type OracleInput, understand } from './understand.js';
import { answersSeenFrom } from './visibility.js';
import { clockStartedAt, stateOf } from './waits.js';

const DAY_MS = 86_400_000;

export interface CountedNumbers {
  counted_as: CountedAs;
  responses_counted: number | null;
  response_as_counted_seconds: number | null;
  counted_mean_seconds: number | null;
  counted_median_seconds: number | null;
  counted_response_rate: number | null;
}

/** First response times by each product's published rule, in seconds; written from `COUNTING_RULES`. */
export function countedAsOf(input: OracleInput, question: OverviewQuestion): CountedNumbers[] {
  const isSeen = input.accounts.some(({ account_id }) => answersSeenFrom(input, account_id) < question.to);
  const isIn = (time: number) => time >= question.from && time < question.to;
  const dialogues = understand(input).flatMap(({ stream, rules, dialogues: own }) =>
    own.map((dialogue) => {
      const { waits } = dialogue.story;
      const replies = waits.filter((wait) => wait.answered_at > 0).map((wait) => wait.answered_at);
      const replied = replies.length === 0 ? 0 : Math.min(...replies);
      const handOffs = waits.map((wait) => wait.handed_off_at).filter((at) => at > 0 && at <= replied);
      const [first] = waits;
      return {
        began: dialogue.first.occurred_at,
        asked: first?.waiting_since ?? 0,
        replied,
        handedOff: Math.max(0, ...handOffs),
        isAskedByContact: dialogue.starter === 'contact' || dialogue.starter === 'broadcast_reply',
        ownLength:
          first && first.answered_at > 0
            ? first.answered_at - clockStartedAt(stream, dialogue, first, rules)
            : null,
      };
    }),
  );
  const replied = dialogues.filter((dialogue) => dialogue.replied > 0);
  const begun = replied.filter(({ began }) => isIn(began));
  const own = dialogues.filter(({ asked, isAskedByContact }) => asked > 0 && isIn(asked) && isAskedByContact);
  const meta = metaMessages(input, question.to);
  const metaReplies = meta
    .flatMap(({ replyMs }) => (replyMs === null ? [] : [replyMs]))
    .sort((a, b) => a - b);
  const fastest = metaReplies.slice(0, Math.ceil((metaReplies.length * 9) / 10));

  const row = (
    counted_as: CountedAs,
    lengths: number[],
    headline: (seconds: number[]) => number | null,
    rate: number | null = null,
  ): CountedNumbers => {
    const seconds = lengths.map((ms) => ms / 1000);
    return {
      counted_as,
      responses_counted: isSeen ? lengths.length : null,
      response_as_counted_seconds: isSeen ? headline(seconds) : null,
      counted_mean_seconds: isSeen ? mean(seconds) : null,
      counted_median_seconds: isSeen ? quantile(seconds, 0.5) : null,
      counted_response_rate: isSeen ? rate : null,
    };
  };
  const median = (seconds: number[]) => quantile(seconds, 0.5);
  return [
    row(
      'parley',
      own.flatMap(({ ownLength }) => (ownLength === null ? [] : [ownLength])),
      median,
      firstAnsweredShare(input, question),
    ),
    row(
      'chatwoot',
      replied
        .filter((dialogue) => dialogue.isAskedByContact && isIn(dialogue.replied))
        .map((dialogue) => dialogue.replied - Math.max(dialogue.began, dialogue.handedOff)),
      mean,
    ),
    row(
      'intercom',
      begun.map((dialogue) => dialogue.replied - dialogue.asked),
      median,
    ),
    row(
      'zendesk',
      begun
        .filter((dialogue) => dialogue.isAskedByContact)
        .map((dialogue) => dialogue.replied - dialogue.began),
      median,
    ),
    row(
      'meta',
      metaReplies,
      () => mean(fastest.map((ms) => ms / 1000)),
      meta.length === 0 ? null : metaReplies.length / meta.length,
    ),
  ];
}

/** The messages that Meta's rule looks at, each with how long our reply took; null: none within 24 hours. */
function metaMessages(input: OracleInput, to: number): { at: number; replyMs: number | null }[] {
  const found = understand(input)
    .flatMap(({ stream }) => {
      const messages = stream.filter(
        (event) =>
          (isIncoming(event) || isOutgoing(event)) &&
          event.occurred_at < to &&
          event.occurred_at >= to - 91 * DAY_MS &&
          answersSeenFrom(input, event.account_id) <= event.occurred_at,
      );
      return messages.flatMap((event, index) => {
        const at = event.occurred_at;
        if (!isIncoming(event) || at < to - 90 * DAY_MS) return [];
        const isDisturbed = messages.some(
          (other, place) =>
            other !== event &&
            at - other.occurred_at < DAY_MS &&
            (other.occurred_at < at || (other.occurred_at === at && isIncoming(other) && place < index)),
        );
        if (isDisturbed) return [];
        const replies = messages
          .filter((other) => isOutgoing(other) && ['agent', 'bot', 'unknown'].includes(other.sender))
          .map((other) => other.occurred_at - at)
          .filter((ms) => ms >= 0 && ms <= DAY_MS);
        return [{ at, replyMs: replies.length === 0 ? null : Math.min(...replies) }];
      });
    })
    .sort((a, b) => a.at - b.at);
  const last = found.at(-1)?.at ?? 0;
  const days = found.filter(({ at }) => at >= last - 30 * DAY_MS);
  return days.length < 10 ? found.slice(-10) : days;
}

function firstAnsweredShare(input: OracleInput, question: OverviewQuestion): number | null {
  const { first_responses } = overviewOf(input, question);
  const all = understand(input).flatMap(({ stream, rules, dialogues }) =>
    dialogues.flatMap((dialogue) => {
      const [wait] = dialogue.story.waits;
      if (!wait || (dialogue.starter !== 'contact' && dialogue.starter !== 'broadcast_reply')) return [];
      if (wait.waiting_since < question.from || wait.waiting_since >= question.to) return [];
      const hasLater = dialogues.some((other) => other.previous === dialogue);
      return [stateOf(stream, dialogue, wait, rules, hasLater, question)];
    }),
  );
  const counted = all.filter((state) => ['answered', 'unanswered', 'abandoned'].includes(state));
  return counted.length === 0 ? null : (first_responses ?? 0) / counted.length;
}
