import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { SharedTrials } from './shared-trials.js';

const NOON = { data_until: '2026-03-02T12:00:00.000Z', changed_at: '2026-03-02T12:00:00.000Z' };
/** Somebody said that a wait needs no reply: no newer event, but other numbers. */
const LATER = { ...NOON, changed_at: '2026-03-02T12:00:30.000Z' };
const MINUTE = 60_000;

/** A derivation that ends when the spec says so. */
class Deriving {
  readonly promise: Promise<number>;
  end!: (definition_id: number) => void;
  fail!: (error: Error) => void;

  constructor(readonly signal: AbortSignal) {
    this.promise = new Promise((resolve, reject) => {
      this.end = resolve;
      this.fail = reject;
    });
  }
}

describe('a shared trial', () => {
  let dropped: number[];
  let begun: Deriving[];
  let trials: SharedTrials;

  beforeEach(() => {
    jest.useFakeTimers();
    dropped = [];
    begun = [];
    trials = new SharedTrials(async (definition_id) => void dropped.push(definition_id));
  });
  afterEach(() => void jest.useRealTimers());

  /** A reader who asks, and can leave. */
  const ask = (key = 'gap', newest = NOON) => {
    const leaving = new AbortController();
    const answer = trials.of(key, newest, leaving.signal, (signal) => {
      const deriving = new Deriving(signal);
      begun.push(deriving);
      return deriving.promise;
    });
    // Looked at later: until then a rejection is nobody's.
    answer.catch(() => undefined);
    return { answer, leave: () => leaving.abort(new Error('gone')) };
  };
  const given = () => begun.map(({ signal }) => signal.aborted);
  const settle = () => jest.advanceTimersByTimeAsync(0);

  it('is given up when its last reader leaves, and derived anew for the next', async () => {
    const only = ask();
    only.leave();
    await expect(only.answer).rejects.toThrow('gone');
    await settle();
    expect(given()).toEqual([true]);
    begun[0]?.fail(new Error('given up'));
    const next = ask();
    expect(given()).toEqual([true, false]);
    begun[1]?.end(8);
    expect(await next.answer).toEqual({ definition_id: 8, data_until: NOON.data_until });
    await jest.advanceTimersByTimeAsync(MINUTE);
    expect(dropped).toEqual([]);
  });

  it('goes on for a second reader when the first one leaves, and is given up when that one leaves too', async () => {
    const [first, second] = [ask(), ask()];
    expect(begun).toHaveLength(1);
    first.leave();
    await expect(first.answer).rejects.toThrow('gone');
    await settle();
    expect(given()).toEqual([false]);
    const third = ask();
    second.leave();
    await expect(second.answer).rejects.toThrow('gone');
    await settle();
    expect([begun.length, given()]).toEqual([1, [false]]);
    third.leave();
    await expect(third.answer).rejects.toThrow('gone');
    await settle();
    expect(given()).toEqual([true]);
  });

  it('is one answer for all who wait, whoever has left before', async () => {
    const [first, second] = [ask(), ask()];
    first.leave();
    begun[0]?.end(7);
    expect(await second.answer).toEqual({ definition_id: 7, data_until: NOON.data_until });
    expect([begun.length, given()]).toEqual([1, [false]]);
  });

  it('is taken away all the same when it became whole after it was given up', async () => {
    const only = ask();
    only.leave();
    await settle();
    begun[0]?.end(7);
    await jest.advanceTimersByTimeAsync(2 * MINUTE);
    expect(dropped).toEqual([7]);
  });

  it('that is whole stays for those who ask within two minutes, and no longer', async () => {
    const first = ask();
    begun[0]?.end(7);
    await first.answer;
    await jest.advanceTimersByTimeAsync(MINUTE);
    expect((await ask().answer).definition_id).toBe(7);
    expect([begun.length, dropped]).toEqual([1, []]);
    // Two minutes unasked for, and one and a half for whoever still reads.
    await jest.advanceTimersByTimeAsync(4 * MINUTE);
    expect([given(), dropped]).toEqual([[false], [7]]);
    ask();
    expect(begun).toHaveLength(2);
  });

  it('takes in what has changed since, but for the reports of one screen', async () => {
    const first = ask();
    begun[0]?.end(7);
    await first.answer;
    await jest.advanceTimersByTimeAsync(10_000);
    expect((await ask('gap', LATER).answer).definition_id).toBe(7);
    await jest.advanceTimersByTimeAsync(15_000);
    const second = ask('gap', LATER);
    begun[1]?.end(8);
    expect((await second.answer).definition_id).toBe(8);
    expect((await ask('another gap', LATER), begun).length).toBe(3);
  });

  it('is not begun for somebody who is gone already, and all are given up at the end', async () => {
    const leaving = AbortSignal.abort(new Error('gone'));
    await expect(trials.of('gap', NOON, leaving, () => Promise.resolve(1))).rejects.toThrow('gone');
    ask();
    const done = ask('whole');
    begun[1]?.end(9);
    await done.answer;
    const all = trials.dropAll();
    begun[0]?.fail(new Error('given up'));
    await all;
    expect([given(), dropped]).toEqual([[true, true], [9]]);
  });
});
