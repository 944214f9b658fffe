import { differences } from './derived-rows.js';
import { foldedTables } from './fold-streams.js';
import { derivedTables } from './oracle/index.js';
import type { Delivery } from './random-streams.js';
import { smallest } from './smallest.js';
import { oracleInput, type StoredStream } from './stream-store.js';

const foldDiffers = (stream: StoredStream, deliveries: readonly Delivery[]): string[] => {
  const input = oracleInput({ ...stream, batches: [[...deliveries]] }, 1);
  return differences(derivedTables(input), foldedTables(input));
};

/** Everything a reader needs to find the mistake: the seed, and the fewest events on which fold and oracle differ. */
export function describeDisagreement(
  stream: StoredStream,
  batches: number,
  found: readonly string[],
): string {
  const deliveries = stream.batches.slice(0, batches).flat();
  const heading = [
    `seed ${stream.seed}, silence gap ${stream.silence_gap_seconds} s, settling ${stream.settle_seconds} s from the ${stream.clock_starts}, ${JSON.stringify(stream.accounts)}`,
    ...found.slice(0, 3),
  ];
  if (foldDiffers(stream, deliveries).length === 0)
    return [
      ...heading,
      'The fold alone agrees with the oracle: look at how rows are read, kept or written.',
    ].join('\n');
  const least = smallest(deliveries, (some) => foldDiffers(stream, some).length > 0);
  const events = [...least]
    .sort((a, b) => Number(a.event.occurred_at) - Number(b.event.occurred_at))
    .map(
      ({ event, mapperVersion, isWithdrawn }) =>
        `  ${JSON.stringify(event)} of mapper ${mapperVersion}${isWithdrawn ? ', withdrawn' : ''}`,
    );
  return [...heading, 'The least that differs:', ...events, ...foldDiffers(stream, least).slice(0, 3)].join(
    '\n',
  );
}
