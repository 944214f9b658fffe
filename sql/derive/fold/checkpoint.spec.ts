import { sourceRulesOf, sourceRulesText } from '../../sources/index.js';
import { streamEvent } from '../../testing/fold-streams.js';
import { randomStream } from '../../testing/random-streams.js';
import { randomOf } from '../../testing/random.js';
import { inWorkspace, plainRows, type StoredStream } from '../../testing/stream-store.js';
import { reachesBack, type Checkpoint } from './checkpoint.js';
import { IdentityFold } from './identity-fold.js';
import { DEFAULT_ACCOUNT, type IdentitySettings } from './settings.js';
import { settings } from './spec-stream.js';
import type { StreamEvent } from './stream-event.js';
import { compareEvents } from './stream-order.js';
import { firstSeed, howMany } from '../../testing/how-many.js';

const STREAMS = howMany(600, 15_000);
const FIRST_SEED = firstSeed(1);

/** Rows in words, with the instant in which each begins; the identity's own row begins with everything that is read. */
interface Made {
  at: number;
  key: string;
  row: string;
}

function fold(events: readonly StreamEvent[], under: IdentitySettings, from: Checkpoint | null = null) {
  const made: Made[] = [];
  const put = (kind: string, at: number, key: string) => (row: object) => {
    made.push({ at, key: `${kind} ${at} ${key}`, row: kind + JSON.stringify(row) });
  };
  const folded = new IdentityFold(
    under,
    {
      dialogue: (row) => put('dialogue', row.started_at, row.first_event_id)(row),
      wait: (row) => put('wait', row.waiting_since, row.first_event_id)(row),
      touch: (row) => put('touch', row.occurred_at, row.event_id)(row),
      subscription: (row) =>
        put('subscription', row.subscribed_at, `${row.account_id} ${row.first_event_id}`)(row),
      messageStatus: (row) => put('status', row.sent_at, row.event_id)(row),
      identity: put('identity', Infinity, ''),
    },
    from,
  );
  for (const event of [...events].sort(compareEvents)) folded.push(event);
  folded.finish();
  return { made, checkpoint: folded.checkpoint };
}

const settingsOf = (stream: StoredStream): IdentitySettings => ({
  ...settings(),
  silenceGapMs: stream.silence_gap_seconds * 1000,
  settleMs: stream.settle_seconds * 1000,
  sources: sourceRulesOf(sourceRulesText(stream.source_rules)),
  courtesyHashes: new Set(stream.courtesy_hashes.map(String)),
  accounts: new Map(
    stream.accounts.map((account) => [
      account.account_id,
      {
        ...DEFAULT_ACCOUNT,
        outgoing: account.outgoing === 'never' ? 'never' : 'always',
        defaultSender: account.default_sender,
        silenceGapMs: account.silence_gap_seconds * 1000,
        countedElsewhere: account.counted_elsewhere.map(({ type, account_id, from_ms, until_ms }) => ({
          type,
          accountId: account_id,
          fromMs: from_ms,
          untilMs: until_ms,
        })),
      },
    ]),
  ),
});

/** The events of each identity of a stream, repeated, moved and corrected ones among them. */
function histories(stream: StoredStream): StreamEvent[][] {
  const identities = new Map<bigint, StreamEvent[]>();
  for (const row of plainRows(stream, stream.batches.flat())) {
    if (row.is_deleted || row.is_anonymous) continue;
    const events = identities.get(row.identity_id);
    if (events) events.push(streamEvent(row));
    else identities.set(row.identity_id, [streamEvent(row)]);
  }
  return [...identities.values()].map((events) => events.sort(compareEvents));
}

/** What stands after a change, made anew, and the same made from where the fold before it may go on; null = nowhere. */
function goOn(before: readonly StreamEvent[], after: readonly StreamEvent[], under: IdentitySettings) {
  const first = fold(before, under);
  const { checkpoint } = first;
  if (checkpoint === null) return null;
  const { since } = checkpoint;
  const changed = [...before, ...after].filter((event) => before.includes(event) !== after.includes(event));
  if (changed.some(({ occurred_at }) => occurred_at <= since)) return null;
  const events = after.filter(({ occurred_at }) => occurred_at >= since);
  if (reachesBack(checkpoint, events)) return null;
  // As from the database: what it says is all that is left of it.
  const stored = JSON.parse(JSON.stringify(checkpoint)) as Checkpoint;
  const second = fold(events, under, stored);
  const whole = fold(after, under);
  const rowsOf = (made: readonly Made[]) => made.map(({ row }) => row).sort();
  const again = new Set(second.made.map(({ key }) => key));
  // An interval of a subscription that was open is told again, under its old key.
  const kept = first.made.filter(({ at, key }) => at < since && !again.has(key));
  return {
    expected: { rows: rowsOf(whole.made), checkpoint: whole.checkpoint },
    found: { rows: rowsOf([...kept, ...second.made]), checkpoint: second.checkpoint },
  };
}

it(`tells what the whole history tells, on ${STREAMS} random streams that grow and shrink`, () => {
  let wentOn = 0;
  for (let seed = FIRST_SEED; seed < FIRST_SEED + STREAMS; seed++) {
    const random = randomOf(seed);
    const stream = inWorkspace(randomStream(seed));
    const under = settingsOf(stream);
    for (const events of histories(stream)) {
      const cut = random.between(1, events.length);
      const fewer = events.filter((_, index) => index < cut && random.chance(0.97));
      for (const change of [goOn(fewer, events, under), goOn(events, fewer, under)]) {
        if (change === null) continue;
        wentOn++;
        expect({ seed, ...change.found }).toEqual({ seed, ...change.expected });
      }
    }
  }
  expect(wentOn).toBeGreaterThan(STREAMS / 5);
});
