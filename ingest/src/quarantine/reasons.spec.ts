import { reasonIn } from '@parley/contracts';
import { ODD_VALUES, aMapContext, samplesOf, spoilt } from '../testing/samples.js';
import { PLATFORMS } from '../webhooks/registry.js';

const ODDER = [...ODD_VALUES, 'supergroup', 'channel', 'newest_kind'];

it.each(Object.values(PLATFORMS))('every reason of $channel is told in Russian, too', (platform) => {
  const samples = samplesOf(platform, new URL(`../${platform.channel}/map.spec.ts`, import.meta.url).href);
  const reasons = new Set<string>();
  for (const name of samples.names) {
    for (const body of spoilt(samples.body(name), ODDER)) {
      for (const reason of platform.map(body, aMapContext()).unmapped) reasons.add(reason);
    }
  }
  expect(reasons.size).toBeGreaterThan(5);
  const english = [...reasons].filter((reason) => reasonIn(reason, 'ru') === reason);
  expect(english).toEqual([]);
});

it('keeps what it does not know, and tells several one by one', () => {
  expect(reasonIn('something new', 'ru')).toBe('something new');
  expect(reasonIn('the body is not JSON; message in a supergroup, not a private chat', 'ru')).toBe(
    'тело запроса — не JSON; message из супергруппы, а не из личного чата',
  );
  expect(reasonIn('the body is not JSON', 'en')).toBe('the body is not JSON');
  expect(reasonIn('no connection', 'ru')).toBe('нет соединения');
});
