import { writePrivateFile } from './data-folder.js';
import { apiUrl, ingestUrl, type PartsContext } from './parts.js';

/** Tells the command-line tools of the same user where the running Parley is. There only while it runs. */
export function writeRunFile(file: string, context: PartsContext): void {
  const run = {
    pid: process.pid,
    api_url: apiUrl(context.settings),
    ingest_url: ingestUrl(context.settings),
    internal_token: context.internalToken,
    clickhouse: {
      url: context.clickhouseUrl,
      database: context.settings.clickhouseDatabase,
      admin: context.logins.admin,
    },
  };
  writePrivateFile(file, JSON.stringify(run, null, 2) + '\n');
}
