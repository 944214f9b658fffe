import { ConfigError, readConfig } from './config.js';
import { startIngest } from './ingest.js';

const log = (line: string) => process.stderr.write(`${new Date().toISOString()} ingest: ${line}\n`);

/** The program: reads the environment, collects until it is told to stop (SIGTERM, SIGINT, or its supervisor is gone). */
async function main(): Promise<void> {
  const ingest = await startIngest(readConfig(process.env), log);
  process.stdout.write(`${JSON.stringify({ ready: true, url: ingest.url })}\n`);
  let isStopping = false;
  const stop = () => {
    if (isStopping) return;
    isStopping = true;
    ingest.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log(`did not stop cleanly: ${String(error)}`);
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  process.once('disconnect', stop);
}

main().catch((error: unknown) => {
  if (error instanceof ConfigError) log(`wrong environment:\n${error.message}`);
  else if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE')
    log('the port is taken; set PARLEY_INGEST_PORT');
  else log(`did not start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  process.exit(1);
});
