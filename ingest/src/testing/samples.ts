import { readFileSync, readdirSync } from 'node:fs';
import { accountOptions } from '@parley/contracts';
import type { MapContext, Mapped, Platform } from '../webhooks/platform.js';

/** Recorded bodies of a platform: their shapes are real, their people are made up. */
export interface Samples {
  names: string[];
  text(name: string): string;
  body(name: string): unknown;
  map(name: string, more?: Partial<MapContext>): Mapped;
}

/** The folder `samples` beside a spec. */
export function samplesOf(platform: Platform, specUrl: string): Samples {
  const folder = new URL('./samples/', specUrl);
  const text = (name: string) => readFileSync(new URL(`${name}.json`, folder), 'utf8');
  const body = (name: string) => (platform.parse ?? JSON.parse)(text(name)) as unknown;
  return {
    names: readdirSync(folder).map((file) => file.replace(/\.json$/, '')),
    text,
    body,
    map: (name, more = {}) => platform.map(body(name), { ...aMapContext(), ...more }),
  };
}

export const aMapContext = (): MapContext => ({
  accountId: '7',
  receivedAt: Date.parse('2026-11-22T09:30:00Z'),
  options: accountOptions.parse({}),
});

/** Every way to spoil a body in one place: each value in it replaced by each of `values`, one at a time. */
export function* spoilt(body: unknown, values: readonly unknown[]): Generator<unknown> {
  yield* values;
  if (typeof body !== 'object' || body === null) return;
  for (const [key, inner] of Object.entries(body)) {
    for (const other of spoilt(inner, values)) {
      yield Array.isArray(body)
        ? body.map((each: unknown, index) => (String(index) === key ? other : each))
        : { ...body, [key]: other };
    }
  }
}

export const ODD_VALUES: readonly unknown[] = [
  null,
  undefined,
  '',
  'x',
  -1,
  1.5,
  1e300,
  true,
  [],
  {},
  [[]],
  { id: null },
];
