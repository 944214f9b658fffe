import { Parley } from './parley.js';
import { StartError, terminalLanguage } from './start-error.js';
import { StartCalledOff } from './supervised.js';
import { Terminal } from './terminal.js';

/**
 * One Ctrl-C may reach us twice: from the terminal, and passed on by npm. Only one that comes later than this after the
 * first is a second one.
 */
const SAME_SIGNAL_MS = 1000;

const terminal = new Terminal(terminalLanguage());
const parley = new Parley(terminal);
let stoppedAt: number | undefined;

function onSignal(): void {
  if (stoppedAt !== undefined) {
    if (Date.now() - stoppedAt < SAME_SIGNAL_MS) return;
    parley.kill();
    process.exit(1);
  }
  stoppedAt = Date.now();
  terminal.line({
    en: '\n  Stopping … (Ctrl-C again: at once)',
    ru: '\n  Останавливаем… (ещё раз Ctrl-C: немедленно)',
  });
  void parley.stop().then(() => {
    terminal.line({ en: '  Stopped.', ru: '  Остановлено.' });
    process.exit(0);
  });
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
// A program that started us over an IPC channel has ended.
process.on('disconnect', onSignal);

try {
  await parley.start(process.env);
} catch (error) {
  if (!(error instanceof StartCalledOff)) {
    if (error instanceof StartError) terminal.error(error);
    else terminal.line(`parley: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    await parley.stop();
    process.exit(1);
  }
}
