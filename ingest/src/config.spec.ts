import { ConfigError, readConfig } from './config.js';

const env = {
  PARLEY_DATA_DIR: '/data',
  PARLEY_MASTER_KEY: Buffer.alloc(32, 1).toString('base64'),
  PARLEY_INTERNAL_TOKEN: 'a-token-of-some-length',
  PARLEY_API_URL: 'http://127.0.0.1:4300/',
  CLICKHOUSE_URL: 'http://127.0.0.1:8123',
};

it('reads what is needed and knows the rest', () => {
  expect(readConfig(env)).toMatchObject({
    dir: '/data/ingest',
    host: '127.0.0.1',
    port: 4301,
    apiUrl: 'http://127.0.0.1:4300',
    minFreeDiskBytes: 1024 ** 3,
    clickhouse: { url: 'http://127.0.0.1:8123', database: 'parley', user: 'ingest', password: '' },
  });
});

it('takes an empty variable for one that is not set', () => {
  expect(readConfig({ ...env, PARLEY_INGEST_PORT: '', PARLEY_MIN_FREE_DISK_BYTES: '' })).toMatchObject({
    port: 4301,
    minFreeDiskBytes: 1024 ** 3,
  });
  expect(() => readConfig({ ...env, PARLEY_MASTER_KEY: '' })).toThrow('PARLEY_MASTER_KEY is missing');
});

it.each([
  ['PARLEY_DATA_DIR', undefined],
  ['PARLEY_MASTER_KEY', 'c2hvcnQ='],
  ['PARLEY_INTERNAL_TOKEN', 'short'],
  ['PARLEY_INGEST_PORT', '70000'],
  ['PARLEY_INGEST_PORT', 'abc'],
  ['PARLEY_API_URL', 'localhost:4300'],
  ['PARLEY_MIN_FREE_DISK_BYTES', '-1'],
  ['CLICKHOUSE_URL', 'tcp://127.0.0.1:9000'],
  ['CLICKHOUSE_DATABASE', 'a;b'],
])('stops at a wrong %s and names it, but not its value', (name, value) => {
  const read = () => readConfig({ ...env, [name]: value });
  expect(read).toThrow(ConfigError);
  expect(read).toThrow(name);
  if (value) expect(read).not.toThrow(value);
});
