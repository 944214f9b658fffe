/**
 * The instant (ISO 8601, UTC) at which an edge lies: a local day begins at its first moment in the zone,
 * also where midnight does not exist because clocks are put forward then. An instant is given back as it is.
 */
export function startOfDay(edge: string, zone: string): string {
  if (edge.length > 10) return new Date(edge).toISOString();
  const target = Date.parse(`${edge}T00:00:00Z`);
  // No zone is further from UTC than 14 hours; its offset changes at most once in between.
  const offsets = [target - 86_400_000, target, target + 86_400_000].map((at) => offsetMs(zone, at));
  const candidates = [...new Set(offsets)].map((offset) => target - offset).sort((a, b) => a - b);
  const exact = candidates.find((at) => localMs(zone, at) === target);
  if (exact !== undefined) return new Date(exact).toISOString();
  // Midnight was skipped: the day begins when the clocks have been put forward.
  const skipped = candidates.find((at) => localMs(zone, at) > target) ?? target;
  return new Date(skipped - (skipped - firstOfDay(zone, skipped, target))).toISOString();
}

function localMs(zone: string, at: number): number {
  return at + offsetMs(zone, at);
}

const formats = new Map<string, Intl.DateTimeFormat>();

function offsetMs(zone: string, at: number): number {
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  formats.set(zone, format);
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const local = Date.UTC(
    part['year'] ?? 0,
    (part['month'] ?? 1) - 1,
    part['day'] ?? 1,
    part['hour'] ?? 0,
    part['minute'] ?? 0,
    part['second'] ?? 0,
  );
  return local - Math.floor(at / 1000) * 1000;
}

/** The first instant at or before `at` whose local time is not before `target`; clocks change on whole minutes. */
function firstOfDay(zone: string, at: number, target: number): number {
  let first = at;
  while (localMs(zone, first - 60_000) >= target) first -= 60_000;
  return first;
}
