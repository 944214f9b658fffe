import { wilson } from '@parley/contracts';
import { type ChannelNumbers, type ChannelsQuestion, type Fact, factsOf, keyed } from './channels.js';
import { isIncoming, type PlainEvent } from './plain-event.js';
import { quantile } from './quantile.js';
import { share } from './places.js';
import { type OracleInput, understand } from './understand.js';

const DAY = 86_400_000;
const HOUR = 3_600_000;
const ALL = { from: -Infinity, to: Infinity };

/** The rows of `subscribers`, in no particular order, the total last. */
export function subscribersOf(input: OracleInput, question: ChannelsQuestion): ChannelNumbers[] {
  const { from, to, now } = question;
  const everything = subscriptionsOf(input, question);
  const here = factsOf(input, question).filter(({ what }) =>
    ['account', 'click', 'start', 'written', 'young start'].includes(what),
  );
  const there = everything.filter(({ at, length }) => at < to && at + length >= from);
  return keyed([...here, ...there], question, (facts) => {
    const accounts = input.accounts.filter(({ account_id }) =>
      facts.some(({ event }) => event.account_id === account_id),
    );
    const isTold = ({ event }: Fact) =>
      input.accounts.some((one) => one.account_id === event.account_id && one.subscriptions);
    const tells = accounts.some(({ subscriptions }) => subscriptions);
    const told = facts.filter((fact) => fact.what === 'subscribed' && isTold(fact));
    const isNew = ({ at }: Fact) => at >= from;
    const isOver = ({ at, length }: Fact) => at + length < to;
    const begun = told.filter(isNew);
    const base = told.filter((fact) => !isNew(fact));
    const starts = facts.filter(({ what }) => what === 'start' || what === 'written');
    const became = starts.filter((fact) => isTold(fact) && subscribedAfter(input, fact));
    const written = starts.filter(({ what }) => what === 'written');
    const writtenBecame = became.filter(({ what }) => what === 'written');
    const clicks = facts.filter(({ what }) => what === 'click').length;
    const known = (value: number) => (tells ? value : null);
    const rate = (name: string, part: number, whole: number) => {
      const interval = wilson(known(part), whole);
      return {
        [name]: tells ? share(part, whole) : null,
        [`${name}_low`]: interval?.low ?? null,
        [`${name}_high`]: interval?.high ?? null,
      };
    };
    const kept = (days: number) => {
      const ripe = begun.filter(({ at }) => now - at >= days * DAY);
      const lasted = ripe.filter(({ length }) => length >= days * DAY).length;
      return {
        [`subscriptions_mature_d${days}`]: known(ripe.length),
        [`subscriptions_immature_d${days}`]: known(begun.length - ripe.length),
        [`subscriptions_kept_d${days}`]: known(lasted),
        ...rate(`kept_rate_d${days}`, lasted, ripe.length),
      };
    };
    const all = facts.filter(({ what }) => ['start', 'written', 'young start'].includes(what));
    return {
      subscriptions_at_start: known(base.length),
      contacts_subscribed: known(begun.length),
      contacts_unsubscribed: known(told.filter(isOver).length),
      subscriptions_net: known(begun.length - told.filter(isOver).length),
      subscriptions_at_end: known(told.filter((fact) => !isOver(fact)).length),
      subscriptions_lost_of_base: known(base.filter(isOver).length),
      ...rate('churn_rate', base.filter(isOver).length, base.length),
      clicks,
      starts: starts.length,
      starts_written: written.length,
      starts_subscribed: known(became.length),
      starts_written_subscribed: known(writtenBecame.length),
      ...rate('subscribed_rate_of_clicks', became.length, clicks),
      ...rate('subscribed_rate_of_starts', became.length, starts.length),
      ...rate('subscribed_rate_of_messages', writtenBecame.length, written.length),
      ...kept(1),
      ...kept(7),
      ...kept(30),
      subscriptions_covered_share: share(all.filter(isTold).length, all.length),
    };
  });
}

/** All subscriptions there ever were, picked as asked. */
const subscriptionsOf = (input: OracleInput, question: ChannelsQuestion): Fact[] =>
  factsOf(input, { ...question, ...ALL }).filter(({ what }) => what === 'subscribed');

/** Whether the person of a start subscribed on that account within 24 hours. */
function subscribedAfter(input: OracleInput, { event: start }: Fact): boolean {
  return understand(input).some(
    ({ stream, subscriptions }) =>
      stream.includes(start) &&
      subscriptions.some(({ begin }) => {
        const later = begin.occurred_at - start.occurred_at;
        return begin.account_id === start.account_id && later >= 0 && later <= DAY;
      }),
  );
}

/** The rows of `before-unsubscribing`, in no particular order. */
export function beforeUnsubscribingOf(input: OracleInput, { from, to }: { from: number; to: number }) {
  const tells = input.accounts.some(({ subscriptions }) => subscriptions);
  const ends = understand(input).flatMap(({ subscriptions }) =>
    subscriptions.flatMap(({ end, lastSent }) => {
      const isTold = input.accounts.some((one) => one.account_id === end?.account_id && one.subscriptions);
      if (!end || !isTold || end.occurred_at < from || end.occurred_at >= to) return [];
      return [
        { sender: senderOf(lastSent), since: lastSent ? end.occurred_at - lastSent.occurred_at : null },
      ];
    }),
  );
  const numbers = (of: typeof ends) => {
    const known = of.flatMap(({ since }) => (since === null ? [] : [since]));
    const within = (ms: number) => (tells ? known.filter((since) => since <= ms).length : null);
    return {
      contacts_unsubscribed: tells ? of.length : null,
      unsubscribed_within_1_hour: within(HOUR),
      unsubscribed_within_24_hours: within(DAY),
      unsubscribed_after_median_seconds: quantile(
        known.map((since) => since / 1000),
        0.5,
      ),
    };
  };
  return [
    ...[...new Set(ends.map(({ sender }) => sender))].map((sender) => ({
      last_sender: sender as string | null,
      ...numbers(ends.filter((end) => end.sender === sender)),
    })),
    { last_sender: null, ...numbers(ends) },
  ];
}

function senderOf(message: PlainEvent | undefined): string {
  if (!message || isIncoming(message)) return 'none';
  return ['agent', 'bot', 'auto', 'broadcast'].includes(message.sender) ? message.sender : 'unknown';
}
