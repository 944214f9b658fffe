// A process that is nothing but the ClickHouse engine: `node engine-child.mjs CONFIG_FILE [--remove DIR]`.
// It ends when its stdin reaches the end, so closing it stops the engine and nothing survives the parent's death.
// SIGTERM and SIGINT reach this process, never the engine: they are passed on to the parent, which closes stdin.
import { rmSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { open, load, DataType } = require('ffi-rs');
const { libchdbPath } = require('chdb/libchdb');

const [configFile, , folderToRemove] = process.argv.slice(2);
open({ library: 'chdb', path: libchdbPath() });

const call = (funcName, retType, paramsType, paramsValue, runInNewThread = false) =>
  load({ library: 'chdb', funcName, retType, paramsType, paramsValue, runInNewThread });

const sql =
  "SYSTEM START LISTEN HTTP; SELECT count() FROM file(stdin, LineAsString, 'line String') FORMAT Null";
const argv = ['clickhouse', '--config-file', configFile, '--query', sql];
// The engine gets a thread of its own with a genuine stack (it measures the depth); this thread stays free.
const done = call(
  'chdb_query_cmdline',
  DataType.U64,
  [DataType.I32, DataType.StringArray],
  [argv.length, argv],
  true,
);

for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'])
  process.on(signal, () => {
    if (process.connected) process.send({ type: 'stop' });
  });

const result = await done;
// TRICKY: pointers are read as numbers and tested for 0 first: reading a null pointer as text kills the process.
const errorPointer = result ? call('chdb_result_error', DataType.U64, [DataType.U64], [result]) : 0;
const error = !result
  ? 'the engine returned no result'
  : errorPointer
    ? call('chdb_result_error', DataType.String, [DataType.U64], [result])
    : null;
if (error) writeSync(2, `${error}\n`);
if (folderToRemove) rmSync(folderToRemove, { recursive: true, force: true });
process.exit(error ? 1 : 0);
