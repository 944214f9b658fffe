import { jest } from '@jest/globals';
import { TestBed } from '@angular/core/testing';
import type { WaitingEvent } from '@parley/contracts';
import { type Waiting, byUrgency, clockText, liveWait, sumsOf } from './waiting-rows';
import { OPEN_SOURCE, type Source, WaitingStream } from './waiting-stream';

const NOW = '2026-11-25T09:00:00.000Z';
const row = (part: Partial<Waiting> = {}): Waiting => ({
  wait_id: '1-1-1',
  dialogue_id: '1-1-1',
  identity_id: '1',
  contact_name: null,
  wait_state: 'open',
  wait_place: 'first',
  waiting_since: '2026-11-25T08:50:00.000Z',
  clock_started_at: '2026-11-25T08:50:00.000Z',
  last_incoming_at: '2026-11-25T08:50:00.000Z',
  handed_off_at: null,
  messages_waiting: 1,
  age_seconds: 600,
  age_business_seconds: null,
  target_seconds: null,
  target_hours: null,
  target_left_seconds: null,
  target_result: 'none',
  window_ends_at: null,
  agent_id: null,
  agent_name: null,
  team_id: null,
  team_name: null,
  channel: 'telegram',
  account_id: '1',
  account_name: 'Chat',
  ref: null,
  inbox_url: null,
  ...part,
});

describe('those who wait', () => {
  it('grow older by the second, and what is left shrinks; in open hours only the server knows', () => {
    const target = { target_seconds: 900, target_left_seconds: 300 };
    const calendar = liveWait(row({ ...target, target_hours: 'calendar' }), NOW, 301);
    expect(calendar).toMatchObject({ ageSeconds: 901, leftSeconds: -1, urgency: 'missed' });
    const business = liveWait(row({ ...target, target_hours: 'business' }), NOW, 301);
    expect(business).toMatchObject({ ageSeconds: 901, leftSeconds: 300, urgency: 'soon' });
    expect(liveWait(row(), NOW, 0)).toMatchObject({
      leftSeconds: null,
      windowSeconds: null,
      urgency: 'calm',
    });
  });

  it('run out of the window of their platform', () => {
    const wait = liveWait(row({ window_ends_at: '2026-11-25T09:30:00.000Z' }), NOW, 60);
    expect(wait.windowSeconds).toBe(29 * 60);
    expect(sumsOf([wait, liveWait(row(), NOW, 0)])).toEqual({
      missed: 0,
      soon: 0,
      windows: 1,
      oldestSeconds: 660,
    });
    expect(sumsOf([]).oldestSeconds).toBeNull();
  });

  it('stand on the board worst first: missed the longest, then due the soonest, then without a target by age', () => {
    const left = (wait_id: string, target_left_seconds: number | null, age_seconds = 0) =>
      liveWait(row({ wait_id, age_seconds, target_left_seconds, target_hours: 'calendar' }), NOW, 0);
    const sorted = byUrgency([
      left('a', null, 5),
      left('b', 200),
      left('c', -10),
      left('d', -90),
      left('e', null, 50),
    ]);
    expect(sorted.map(({ row: { wait_id } }) => wait_id)).toEqual(['d', 'c', 'b', 'e', 'a']);
  });

  it.each([
    [0, '00:00'],
    [161.9, '02:41'],
    [3761, '1:02:41'],
    [-59, '00:59'],
    [3 * 86_400 + 4 * 3600 + 600, '3\u00a0d 4\u00a0h'],
  ])('wait %d seconds: %s', (seconds, text) => expect(clockText(seconds, 'en')).toBe(text));
});

class FakeSource implements Source {
  readyState = 1;
  isClosed = false;
  readonly #listeners = new Map<string, ((event: Event) => void)[]>();
  constructor(readonly url: string) {}
  addEventListener(type: string, listen: (event: Event) => void): void {
    this.#listeners.set(type, [...(this.#listeners.get(type) ?? []), listen]);
  }
  close(): void {
    this.isClosed = true;
  }
  say(type: string, data: unknown): void {
    const event = new MessageEvent(type, { data: JSON.stringify(data) });
    for (const listen of this.#listeners.get(type) ?? []) listen(event);
  }
  fail(readyState: number): void {
    this.readyState = readyState;
    for (const listen of this.#listeners.get('error') ?? []) listen(new Event('error'));
  }
}

describe('WaitingStream', () => {
  const sources: FakeSource[] = [];
  const last = (): FakeSource => {
    const source = sources.at(-1);
    if (!source) throw new Error('nothing was opened');
    return source;
  };
  const list = (rows: Waiting[]): WaitingEvent => ({
    computed_at: NOW,
    is_deriving: false,
    total: rows.length,
    rows,
  });

  beforeEach(() => {
    jest.useFakeTimers();
    sources.length = 0;
    TestBed.configureTestingModule({
      providers: [
        WaitingStream,
        {
          provide: OPEN_SOURCE,
          useValue: (url: string) => {
            const source = new FakeSource(url);
            sources.push(source);
            return source;
          },
        },
      ],
    });
  });
  afterEach(() => jest.useRealTimers());

  it('shows the list and that it is live', () => {
    const stream = TestBed.inject(WaitingStream);
    stream.ask('/live');
    expect(stream.state()).toBe('connecting');
    last().say('waiting', list([row()]));
    expect(stream.state()).toBe('live');
    expect(stream.event()?.rows).toHaveLength(1);
  });

  it('says when it is not live, keeps the list, and comes back by itself after a refusal', () => {
    const stream = TestBed.inject(WaitingStream);
    stream.ask('/live');
    last().say('waiting', list([row()]));
    // The browser itself tries again while it is connecting.
    last().fail(0);
    expect(stream.state()).toBe('lost');
    expect(stream.event()?.total).toBe(1);
    jest.advanceTimersByTime(4000);
    expect(sources).toHaveLength(1);
    last().fail(2);
    jest.advanceTimersByTime(4000);
    expect(sources).toHaveLength(2);
    last().say('waiting', list([]));
    expect(stream.state()).toBe('live');
    expect(stream.event()?.total).toBe(0);
  });

  it('does not trust a silent line', () => {
    const stream = TestBed.inject(WaitingStream);
    stream.ask('/live');
    last().say('still', { computed_at: NOW });
    jest.advanceTimersByTime(20_000);
    last().say('still', { computed_at: NOW });
    jest.advanceTimersByTime(20_000);
    expect(stream.state()).toBe('live');
    jest.advanceTimersByTime(6_000);
    expect(stream.state()).toBe('lost');
    expect(sources).toHaveLength(2);
    expect(sources[0]?.isClosed).toBe(true);
  });

  it('asks anew for what is left in open hours once a minute', () => {
    const stream = TestBed.inject(WaitingStream);
    stream.ask('/live');
    last().say(
      'waiting',
      list([row({ target_hours: 'business', target_left_seconds: 60, target_seconds: 90 })]),
    );
    for (let seconds = 10; seconds <= 60; seconds += 10) {
      jest.advanceTimersByTime(10_000);
      last().say('still', { computed_at: NOW });
    }
    jest.advanceTimersByTime(10_000);
    last().say('still', { computed_at: NOW });
    expect(sources.length).toBeGreaterThan(1);
    expect(stream.event()?.total).toBe(1);
  });

  it('forgets the list of another question, and closes what it does not need', () => {
    const stream = TestBed.inject(WaitingStream);
    stream.ask('/live?channels=vk');
    last().say('waiting', list([row()]));
    stream.ask('/live');
    expect(stream.event()).toBeNull();
    expect(sources[0]?.isClosed).toBe(true);
    sources[0]?.say('waiting', list([row(), row()]));
    expect(stream.event()).toBeNull();
    stream.ask(null);
    expect(last().isClosed).toBe(true);
  });
});
