import { describe, expect, it } from '@jest/globals';
import { ConfigError, readConfig } from './config.js';

const GOOD = {
  PARLEY_DATA_DIR: '/data',
  PARLEY_MASTER_KEY: Buffer.alloc(32, 1).toString('base64'),
  PARLEY_INTERNAL_TOKEN: 'a-token-long-enough',
  CLICKHOUSE_URL: 'http://127.0.0.1:8123/',
  DATABASE_URL: 'postgres://127.0.0.1/parley',
};

describe('readConfig', () => {
  it('needs five variables and fills in the rest', () => {
    expect(readConfig({ ...GOOD, PARLEY_HOST: '' })).toMatchObject({
      host: '127.0.0.1',
      port: 4300,
      ingestUrl: 'http://127.0.0.1:4301',
      ingestNodes: ['http://127.0.0.1:4301'],
      databasePoolSize: 1,
      trustProxy: false,
      clickhouse: { reports: { url: 'http://127.0.0.1:8123', database: 'parley', user: 'reports' } },
    });
  });

  it('takes several ingest processes', () => {
    const nodes = { PARLEY_INGEST_NODES: 'http://10.0.0.1:4301/, http://10.0.0.2:4301' };
    expect(readConfig({ ...GOOD, ...nodes }).ingestNodes).toEqual([
      'http://10.0.0.1:4301',
      'http://10.0.0.2:4301',
    ]);
  });

  it.each([
    ['PARLEY_INGEST_NODES', 'somewhere,else'],
    ['PARLEY_MASTER_KEY', 'c2hvcnQ='],
    ['PARLEY_API_PORT', '70000'],
    ['PARLEY_INTERNAL_TOKEN', 'short'],
    ['CLICKHOUSE_URL', 'nowhere'],
    ['CLICKHOUSE_DATABASE', 'a b'],
    ['DATABASE_URL', 'mysql://x'],
    ['PARLEY_TRUST_PROXY', 'maybe'],
  ])('names %s when it is wrong, and never shows what it was', (name, value) => {
    const read = () => readConfig({ ...GOOD, [name]: value });
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(name);
    expect(read).not.toThrow(value);
  });

  it('names all that is missing at once', () => {
    expect(() => readConfig({})).toThrow(/PARLEY_DATA_DIR[^]*PARLEY_MASTER_KEY[^]*DATABASE_URL/);
  });
});
