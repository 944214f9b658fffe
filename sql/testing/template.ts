import { hash } from 'node:crypto';
import type { ClickHouse } from '../lib/client.js';
import { readMigrations } from '../lib/migrate.js';

/** A migrated database as the statements that make another one like it. Plain data: it may be kept as text. */
export interface Template {
  /** Told by {@link currentMigrations} when it was taken. */
  migrations: string;
  database: string;
  tables: string[];
  /** In an order in which each finds what it reads. */
  views: string[];
  /** The rows of `migrations_v1`. */
  applied: unknown[][];
}

/** Changes with every change of the migrations. */
export const currentMigrations = (): string => hash('sha256', JSON.stringify(readMigrations()));

interface Made {
  name: string;
  engine: string;
  statement: string;
}

const LOG_COLUMNS = ['name', 'checksum', 'applied_at'] as const;

/** The template of the client's database, which has just been migrated and holds nothing else. */
export async function takeTemplate(client: ClickHouse): Promise<Template> {
  const made = await client.query<Made>(
    `SELECT name, engine, create_table_query AS statement FROM system.tables
     WHERE database = currentDatabase() ORDER BY name`,
  );
  const log = await client.query<Record<string, unknown>>(
    `SELECT ${LOG_COLUMNS.join(', ')} FROM migrations_v1 ORDER BY name`,
  );
  const isView = ({ engine }: Made) => engine.endsWith('View');
  return {
    migrations: currentMigrations(),
    database: client.database,
    tables: made.filter((one) => !isView(one)).map(({ statement }) => statement),
    views: afterWhatTheyRead(made.filter(isView), client.database).map(({ statement }) => statement),
    applied: log.map((row) => LOG_COLUMNS.map((column) => row[column])),
  };
}

/** Creates the client's database with everything that the migrations made, as they would. */
export async function fillFrom(template: Template, client: ClickHouse): Promise<void> {
  const here = (statement: string) => statement.replaceAll(template.database, client.database);
  await client.createDatabase();
  await Promise.all(template.tables.map((statement) => client.command(here(statement))));
  for (const statement of template.views) await client.command(here(statement));
  await client.insertRows('migrations_v1', LOG_COLUMNS, template.applied);
}

function afterWhatTheyRead(views: readonly Made[], database: string): Made[] {
  const ordered: Made[] = [];
  const place = (view: Made) => {
    if (ordered.includes(view)) return;
    for (const other of views)
      if (other !== view && new RegExp(`\\b${database}\\.${other.name}\\b`).test(view.statement))
        place(other);
    ordered.push(view);
  };
  views.forEach(place);
  return ordered;
}
