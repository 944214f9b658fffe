import { account, type Account } from '@parley/contracts';
import { isWebAddress, stateOf, wayOf } from './account-state';
import { stepsOf } from './account-steps';

const bot = (more: Partial<Account> = {}): Account =>
  account.parse({
    account_id: '7',
    name: 'Shop bot',
    channel: 'telegram',
    connection: 'webhook',
    capabilities: { outgoing: 'auto', subscriptions: true },
    default_sender: 'bot',
    is_active: true,
    webhook_url: null,
    options: {},
    secrets_set: [],
    missing_secrets: [],
    previous_secrets_until: null,
    mirror: null,
    removed_at: null,
    created_at: '2026-11-22T09:00:00Z',
    ...more,
  });
const active = (events_last_day: number) => ({
  account_id: '7',
  last_event_at: '2026-11-22T09:00:00Z',
  last_received_at: '2026-11-22T09:00:00Z',
  events_last_hour: 0,
  events_last_day,
  lag_median_seconds: null,
  refused_signatures: 0,
  last_refused_at: null,
  duplicates: 0,
  quarantined: 0,
  forward_failures: 0,
  last_forward_error: null,
  polling: null,
});

it('says first what stops an account from collecting', () => {
  expect(stateOf(bot({ missing_secrets: ['x'], is_active: false }), undefined)).toBe('incomplete');
  expect(stateOf(bot({ is_active: false }), active(3))).toBe('paused');
  expect(stateOf(bot(), undefined)).toBe('waiting');
  expect(stateOf(bot(), active(3))).toBe('receiving');
  expect(stateOf(bot(), active(0))).toBe('quiet');
  expect(stateOf(bot({ connection: 'import' }), active(0))).toBe('loaded');
});

it('tells apart who calls whom', () => {
  expect(wayOf(bot())).toBe('accounts.way.webhook');
  const polled = bot({
    options: { reading: 'polling', forward_url: null, other_apps: 'bot', inbox_url: null },
  });
  expect(wayOf(polled)).toBe('accounts.way.polling');
});

it('says what to do step by step, with what is known of the account', () => {
  const polled = bot({
    options: { reading: 'polling', forward_url: null, other_apps: 'bot', inbox_url: null },
  });
  expect(stepsOf(polled)).toContain('step.polling.1');
  expect(stepsOf(bot())).toContain('step.telegram.curl');
  expect(stepsOf(bot({ secrets_set: ['bot_token'] }))).toContain('step.telegram.self');
  expect(stepsOf(bot({ channel: 'viber' }))).toHaveLength(3);
  expect(stepsOf(bot({ channel: 'messenger' }))).toHaveLength(5);
  const beside = {
    reading: 'webhook',
    forward_url: 'https://bot.example/hook',
    other_apps: 'bot',
    inbox_url: null,
  } as const;
  expect(stepsOf(bot({ channel: 'viber', options: beside }))[0]).toBe('step.forward');
  expect(stepsOf(bot({ connection: 'import' }))).toHaveLength(2);
});

it.each([
  ['https://bot.example/hook', true],
  ['http://127.0.0.1:8080', true],
  ['bot.example', false],
  ['javascript:alert(1)', false],
])('%s: %s', (text, expected) => {
  expect(isWebAddress(text)).toBe(expected);
});
