import { accountOptions } from '@parley/contracts';
import { openTestDatabase, type TestDatabase } from '@parley/sql/testing';
import { aFolder, aSnapshot, eventually, INTERNAL_TOKEN, SECRET_TOKEN } from '../testing/fixtures.js';
import { startPeerApi, type PeerApi } from '../testing/peer-api.js';
import { startProgram, type Program } from '../testing/program.js';
import { startStandInBotApi, type StandInBotApi } from '../testing/stand-ins/stand-in-bot-api.js';

let database: TestDatabase;
let telegram: StandInBotApi;
let api: PeerApi;
let program: Program;

beforeAll(async () => {
  [database, telegram] = await Promise.all([openTestDatabase(), startStandInBotApi()]);
  const snapshot = aSnapshot();
  const accounts = snapshot.accounts.map((account) =>
    account.account_id === 7
      ? {
          ...account,
          options: accountOptions.parse({ reading: 'polling' }),
          secrets: { secret_token: SECRET_TOKEN, bot_token: telegram.token },
        }
      : account,
  );
  api = await startPeerApi(INTERNAL_TOKEN, { ...snapshot, accounts });
  program = await startProgram({
    dataDir: aFolder(),
    apiUrl: api.url,
    clickhouse: database.settings.ingest,
    telegramUrl: telegram.url,
  });
});
afterAll(async () => {
  await program.kill();
  await Promise.all([api.close(), telegram.close(), database.close()]);
});

it('loses and doubles no update through kill -9 in the middle of reading', async () => {
  let written = 0;
  let isWriting = true;
  const writing = (async () => {
    while (isWriting) {
      await telegram.write(42 + (written % 5), `message ${written++}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  })();
  try {
    for (let kills = 0; kills < 3; kills++) {
      const before = telegram.calls.length;
      await eventually(() => (telegram.calls.length > before + 3 ? true : undefined));
      await program.kill();
      await program.start();
    }
  } finally {
    isWriting = false;
    await writing;
  }

  const rows = () =>
    database.client.query<{ n: string; ids: string; sequences: string }>(
      `SELECT toString(count()) AS n, toString(uniqExact(event_id)) AS ids, toString(uniqExact(sequence)) AS sequences
       FROM events_v1 FINAL`,
    );
  const [found] = await eventually(async () => {
    const answer = await rows();
    return Number(answer[0]?.ids) >= written && telegram.waiting() === 0 ? answer : undefined;
  }, 60_000);
  expect(found).toEqual({ n: String(written), ids: String(written), sequences: String(written) });
  // Enough was written for this to mean something.
  expect(written).toBeGreaterThan(100);
}, 120_000);
