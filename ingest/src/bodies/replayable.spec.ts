import { readdirSync } from 'node:fs';
import { event } from '@parley/contracts';
import { toEventRow } from '@parley/sql';
import { messenger } from '../messenger/messenger.js';
import { telegram } from '../telegram/telegram.js';
import { HASH_KEY } from '../testing/fixtures.js';
import { aMapContext, samplesOf } from '../testing/samples.js';
import { viber } from '../viber/viber.js';
import type { Platform } from '../webhooks/platform.js';
import { IdSeal } from './id-seal.js';
import { readTextMark } from './marks.js';
import { openRedacted, showRedacted } from './open-redacted.js';
import { Redactor } from './redact.js';

const KEYS = { hashKey: HASH_KEY, ids: new IdSeal(HASH_KEY) };

/** The rows that a body becomes, as JSON; of a kept one with the texts that its marks stand for. */
function rowsOf(platform: Platform, payload: unknown, isKept = false) {
  const { events, unmapped } = platform.map(payload, aMapContext());
  const rows = events.map((each) => {
    const parsed = event.parse(each);
    return toEventRow(parsed, {
      workspaceId: 1,
      hashKey: HASH_KEY,
      channel: platform.channel,
      identityAccountId: 7,
      receivedAt: aMapContext().receivedAt,
      deliveryId: 5n,
      mapperVersion: platform.mapperVersion,
      ...(isKept ? { sizeOfText: readTextMark } : {}),
    });
  });
  return { rows, unmapped };
}

/** Everything in a body that a person wrote, is called or can be found by. */
function* secretsOf(value: unknown, name = ''): Generator<string> {
  if (Array.isArray(value)) for (const each of value) yield* secretsOf(each, name);
  else if (typeof value === 'object' && value !== null)
    for (const [field, inner] of Object.entries(value)) yield* secretsOf(inner, field);
  else if (SECRET.test(name) && value !== '' && !/^\/start(@\w+)?( [\w-]+)?$/.test(String(value)))
    yield String(value);
}
const SECRET =
  /^(text|caption|id|user_id|psid|mid|mids|first_name|last_name|username|name|title|phone_number|vcard|avatar|file_id|file_unique_id|media|url|sender_user_name|latitude|longitude|lat|lon|agent_name|message_thread_id|telegram_payment_charge_id)$/;

describe.each([telegram, messenger, viber])('a kept body of $channel', (platform) => {
  const redactor = new Redactor(platform.fields);
  const samples = samplesOf(platform, new URL(`../${platform.channel}/map.spec.ts`, import.meta.url).href);
  // As it lies on the disk.
  const kept = (name: string) => JSON.stringify(redactor.redact(samples.body(name), KEYS));

  it.each(samples.names)('maps to the same rows when it is opened again: %s', (name) => {
    const opened = openRedacted(JSON.parse(kept(name)), KEYS.ids);
    expect(rowsOf(platform, opened, true)).toEqual(rowsOf(platform, samples.body(name)));
  });

  it.each(samples.names)('holds nothing that was written, no name, no id: %s', (name) => {
    const secrets = [...secretsOf(samples.body(name))];
    for (const text of [kept(name), JSON.stringify(showRedacted(JSON.parse(kept(name))))]) {
      const values = [...strings(JSON.parse(text))];
      for (const secret of secrets) {
        if (secret.length > 3 && !isWordOfPlatform(secret)) expect(text).not.toContain(secret);
        else expect(values).not.toContain(secret);
      }
    }
  });

  it('is the same each time', () => {
    for (const name of samples.names) expect(kept(name)).toBe(kept(name));
  });

  it('has samples', () => {
    expect(readdirSync(new URL(`../${platform.channel}/samples`, import.meta.url)).length).toBe(
      samples.names.length,
    );
  });
});

/** Every string and number of a body, as text, but for what says how long something was. */
function* strings(value: unknown, name = ''): Generator<string> {
  if (typeof value === 'object' && value !== null)
    for (const [field, inner] of Object.entries(value)) yield* strings(inner, field);
  else if (name !== 'length') yield String(value);
}
/** A name that is also a word of the vocabulary, such as a bot called «private», could not be told apart. */
const isWordOfPlatform = (secret: string) => /^(private|text|user|bot)$/.test(secret);
