// The load, as a process of its own: so many connections, each of which sends its next request when the last one is
// answered. Raw sockets, because a general HTTP client would cost more than the server that is measured.
import { connect } from 'node:net';
import { LOADS } from './requests.mjs';
import { answerJobs } from './processes.mjs';

const HEAD_END = Buffer.from('\r\n\r\n');

answerJobs(async ({ load: name, port, connections, seconds, requests = Infinity, first }) => {
  const load = LOADS[name];
  const started = performance.now();
  const until = started + seconds * 1000;
  const run = {
    load,
    port,
    until,
    next: first,
    end: first + requests,
    latencies: [],
    refused: 0,
    example: '',
  };
  await Promise.all(Array.from({ length: connections }, () => drive(run)));
  const tookMs = performance.now() - started;
  const sorted = Float64Array.from(run.latencies).sort();
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return {
    requests: sorted.length,
    events: sorted.length * load.events,
    next: run.next,
    seconds: tookMs / 1000,
    p50: at(0.5),
    p99: at(0.99),
    longest: sorted.at(-1) ?? 0,
    refused: run.refused,
    example: run.example,
  };
});

/** One connection until the time is over. */
function drive(run) {
  return new Promise((done, failed) => {
    const socket = connect(run.port, '127.0.0.1');
    socket.setNoDelay(true);
    let sentAt = 0;
    let answer = Buffer.alloc(0);
    const send = () => {
      if (performance.now() >= run.until || run.next >= run.end) {
        socket.end();
        return done();
      }
      const bytes = run.load.request(run.next++);
      sentAt = performance.now();
      socket.write(bytes);
    };
    socket.once('connect', send).once('error', failed);
    socket.once('close', () => failed(new Error('the server closed a connection')));
    socket.on('data', (chunk) => {
      answer = answer.length === 0 ? chunk : Buffer.concat([answer, chunk]);
      const text = wholeAnswer(answer);
      if (text === undefined) return;
      answer = Buffer.alloc(0);
      run.latencies.push(performance.now() - sentAt);
      if (!text.startsWith('HTTP/1.1 200') || !text.includes(run.load.accepted)) {
        run.refused++;
        run.example ||= text;
      }
      send();
    });
  });
}

/** The answer as text when all of it is there; every answer here says its length. */
function wholeAnswer(bytes) {
  const headEnd = bytes.indexOf(HEAD_END);
  if (headEnd < 0) return undefined;
  const length = /content-length: (\d+)/i.exec(bytes.latin1Slice(0, headEnd))?.[1];
  return bytes.length >= headEnd + 4 + Number(length) ? bytes.latin1Slice() : undefined;
}
