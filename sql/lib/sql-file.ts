import { readFileSync } from 'node:fs';

/** The text of a `.sql` file that lies beside the calling module: `readSql(import.meta.url, 'funnel.sql')`. */
export const readSql = (moduleUrl: string, name: string) => readFileSync(new URL(name, moduleUrl), 'utf8');
