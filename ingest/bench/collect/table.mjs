// The table of the measurement.

export function median(numbers) {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

const whole = (number) => Math.round(number).toLocaleString('en');
const percent = (share) => `${Math.round(share * 100)} %`;

const NAMES = {
  'bare single': 'parse and drop, singles',
  'ingest single': 'ingest, singles',
  'spool single': 'LMDB alone, singles',
  'bare batch': 'parse and drop, batches',
  'ingest batch': 'ingest, batches',
  'spool batch': 'LMDB alone, batches',
  insert: 'plain fsynced INSERTs',
};

/** Events per second and everything beside it; every number is the median of the rounds. */
export function printTable(results) {
  const rate = (name) => median((results[name] ?? []).map((each) => each.events / each.seconds));
  const end = (name) => median((results[name] ?? []).map((each) => each.events / each.storedSeconds));
  const lines = [['', 'events/s', 'p50 ms', 'p99 ms', 'own CPU', 'load CPU', 'ClickHouse CPU', 'anon. MB']];
  for (const [name, rounds] of Object.entries(results)) {
    const of = (field) => median(rounds.map((each) => each[field]));
    const ms = (field) => (rounds[0][field] === undefined ? '' : of(field).toFixed(1));
    lines.push([
      NAMES[name],
      whole(rate(name)),
      ms('p50'),
      ms('p99'),
      percent(of('own')),
      percent(of('loadCpu')),
      percent(of('storeCpu')),
      whole(of('memory') / 1e6),
    ]);
  }
  const widths = lines[0].map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  const pad = (cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column]));
  for (const line of lines) console.log(line.map(pad).join('  '));

  console.log();
  for (const kind of ['single', 'batch']) {
    if (!results[`ingest ${kind}`]) continue;
    const acknowledged = rate(`ingest ${kind}`);
    const ratio = (name) => (acknowledged / rate(name)).toFixed(2);
    console.log(
      `${kind}: acknowledged = ${ratio(`bare ${kind}`)} × parse and drop = ${ratio(`spool ${kind}`)} × LMDB alone; ` +
        `until ClickHouse holds them ${whole(end(`ingest ${kind}`))}/s = ` +
        `${(end(`ingest ${kind}`) / rate('insert')).toFixed(2)} × plain INSERTs`,
    );
  }
}
