// A child process for the specs of the supervisor: small, and as bad as asked by STAND_IN.
import { appendFileSync } from 'node:fs';
import { createServer } from 'node:http';

const { STAND_IN = '', STAND_IN_NAME = 'part', STAND_IN_TRACE, STAND_IN_PORT } = process.env;
const trace = (word) => STAND_IN_TRACE && appendFileSync(STAND_IN_TRACE, `${STAND_IN_NAME} ${word}\n`);
const end = (word) => {
  trace(word);
  process.exit(0);
};

process.on('disconnect', () => end('orphaned'));
process.on('SIGTERM', () => (STAND_IN === 'deaf' ? trace('deaf') : end('stopped')));
trace('started');

if (STAND_IN === 'broken') {
  console.error('the cupboard is bare');
  process.exit(1);
} else if (STAND_IN === 'no-engine') {
  console.log(JSON.stringify({ ready: false, reason: 'unavailable', message: 'not for this machine' }));
} else if (STAND_IN_PORT) {
  createServer((_request, response) => response.end(JSON.stringify({ product: 'parley' }))).listen(
    Number(STAND_IN_PORT),
    '127.0.0.1',
  );
} else {
  console.log(JSON.stringify({ ready: true, url: `stand-in://${process.pid}` }));
}
setInterval(() => undefined, 1000);
