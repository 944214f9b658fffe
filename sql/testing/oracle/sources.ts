import type { Dialogue } from './dialogues.js';
import type { OverviewQuestion } from './overview.js';
import { share } from './places.js';
import { isIncoming, type PlainEvent } from './plain-event.js';
import { quantile } from './quantile.js';
import type { OracleAccount } from './settings.js';
import { type Touch, touchInForce } from './touches.js';
import { type OracleInput, understand } from './understand.js';
import { answersSeenFrom } from './visibility.js';
import { clockStartedAt, stateOf } from './waits.js';
import { isAskedAt } from './wall-clock.js';

/** One row of by-source under the names of the glossary; `ref` is null where `arrival` is another word. */
export interface SourceNumbers {
  arrival: 'ref' | 'no_ref' | 'direct' | 'unattributed' | null;
  ref: string | null;
  [metric: string]: number | string | null;
}

const DAY = 86_400_000;
/** Something that happened, and the touch that it is credited to. */
type Credited<T> = T & { touch: Touch | undefined; account: OracleAccount };

/** The rows of by-source, the total last; in no particular order before. */
export function sourcesOf(input: OracleInput, question: OverviewQuestion): SourceNumbers[] {
  const isIn = (time: number) => isAskedAt(question, time);
  const accountOf = (event: PlainEvent) =>
    input.accounts.find(({ account_id }) => account_id === event.account_id)!;
  const people = understand(input);
  const credit = <T extends object>(thing: T, event: PlainEvent, touch: Touch | undefined): Credited<T> => ({
    ...thing,
    touch,
    account: accountOf(event),
  });

  const touches = people.flatMap((person) =>
    person.touches
      .filter(({ event }) => isIn(event.occurred_at))
      .map((touch) => credit({ wrote: wroteWithinADay(person.stream, touch) }, touch.event, touch)),
  );
  const acquired = people
    .filter(({ identity }) => isIn(identity.acquiredAt))
    .map((person) =>
      credit(
        {},
        person.identity.first,
        person.touches.find(({ kind }) => kind === 'acquisition'),
      ),
    );
  const subscribed = people.flatMap((person) =>
    person.subscriptions
      .filter(({ begin }) => isIn(begin.occurred_at) && accountOf(begin).subscriptions)
      .map(({ begin }) => credit({}, begin, lastTouchBefore(person.touches, begin.occurred_at))),
  );
  const ofDialogues = people.flatMap((person) =>
    person.dialogues.map((dialogue) =>
      credit(
        {
          dialogue,
          stream: person.stream,
          rules: person.rules,
          hasLater: person.dialogues.some((other) => other.previous === dialogue),
        },
        dialogue.first,
        touchInForce(person.touches, dialogue),
      ),
    ),
  );
  const dialogues = ofDialogues
    .filter(({ dialogue }) => dialogue.firstIncoming >= 0 && isIn(dialogue.first.occurred_at))
    .map((one) => ({
      ...one,
      at: one.dialogue.first.occurred_at,
      received: receivedIn(people, one.dialogue),
    }));
  const waits = ofDialogues.flatMap((one) =>
    one.dialogue.story.waits
      .filter(({ waiting_since }) => isIn(waiting_since))
      .map((wait) => {
        const clock = clockStartedAt(one.stream, one.dialogue, wait, one.rules);
        return {
          ...one,
          isFirst:
            wait === one.dialogue.story.waits[0] &&
            ['contact', 'broadcast_reply'].includes(one.dialogue.starter),
          seconds: (wait.answered_at - clock) / 1000,
          state: stateOf(one.stream, one.dialogue, wait, one.rules, one.hasLater, question),
        };
      }),
  );

  const rowOf = (isMine: (one: { touch: Touch | undefined }) => boolean, isAlwaysThere: boolean) => {
    const mine = {
      touches: touches.filter(isMine),
      acquired: acquired.filter(isMine),
      subscribed: subscribed.filter(isMine),
      dialogues: dialogues.filter(isMine),
      waits: waits.filter(isMine),
    };
    const starts = mine.touches.filter(({ touch }) =>
      ['conversation_started', 'referral_received'].includes(touch!.event.type),
    );
    const ripe = starts.filter(({ touch }) => question.now - touch!.event.occurred_at >= DAY);
    const accounts = isAlwaysThere
      ? input.accounts
      : Object.values(mine)
          .flat()
          .map(({ account }) => account);
    const sees = accounts.some((account) => answersSeenFrom(input, account.account_id) < question.to);
    const hears = accounts.some((account) => account.subscriptions);
    const inState = (...states: string[]) => mine.waits.filter(({ state }) => states.includes(state)).length;
    const first = mine.waits.filter(({ isFirst, state }) => isFirst && state === 'answered');
    const messages = (of: typeof dialogues) => of.reduce((sum, { received }) => sum + received, 0);
    return {
      touches: mine.touches.length,
      touches_re_engagement: mine.touches.filter(({ touch }) => touch!.kind === 're_engagement').length,
      new_contacts: mine.acquired.length,
      starts: ripe.length,
      starts_immature: starts.length - ripe.length,
      message_rate: share(ripe.filter(({ wrote }) => wrote).length, ripe.length),
      dialogues: mine.dialogues.length,
      first_responses: sees ? first.length : null,
      first_response_median_seconds: sees
        ? quantile(
            first.map(({ seconds }) => seconds),
            0.5,
          )
        : null,
      waits_answered: sees ? inState('answered') : null,
      answered_share: sees
        ? share(inState('answered'), inState('answered', 'unanswered', 'abandoned'))
        : null,
      contacts_subscribed: hears ? mine.subscribed.length : null,
      outgoing_covered_share: share(
        messages(
          mine.dialogues.filter(({ at, account }) => answersSeenFrom(input, account.account_id) <= at),
        ),
        messages(mine.dialogues),
      ),
      subscriptions_covered_share: share(
        messages(mine.dialogues.filter(({ account }) => account.subscriptions)),
        messages(mine.dialogues),
      ),
    };
  };

  const all = [touches, acquired, subscribed, dialogues, waits].flat().map(({ touch }) => nameOf(touch));
  const names = new Set(['direct', 'unattributed', ...all]);
  return [
    ...[...names].map((name) => ({
      arrival: (name.startsWith('ref ') ? 'ref' : name) as SourceNumbers['arrival'],
      ref: name.startsWith('ref ') ? name.slice('ref '.length) : null,
      ...rowOf(({ touch }) => nameOf(touch) === name, name === 'direct' || name === 'unattributed'),
    })),
    { arrival: null, ref: null, ...rowOf(() => true, true) },
  ];
}

function nameOf(touch: Touch | undefined): string {
  if (!touch) return 'unattributed';
  if (touch.is_direct) return 'direct';
  return touch.event.ref === '' ? 'no_ref' : `ref ${touch.event.ref}`;
}

const wroteWithinADay = (stream: readonly PlainEvent[], { event }: Touch): boolean =>
  stream.some((other) => {
    const later = other.occurred_at - event.occurred_at;
    return isIncoming(other) && later >= 0 && later <= DAY;
  });

/** The last touch by then, those of the same millisecond included. */
const lastTouchBefore = (touches: readonly Touch[], time: number): Touch | undefined =>
  touches.filter(({ event }) => event.occurred_at <= time).at(-1);

function receivedIn(people: ReturnType<typeof understand>, dialogue: Dialogue): number {
  const { stream } = people.find(({ dialogues }) => dialogues.includes(dialogue))!;
  return dialogue.messages.filter((position) => isIncoming(stream[position]!)).length;
}
