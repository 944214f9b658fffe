import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Costs: sheets, imported files, costs entered by hand, what channels charge, rates. Never edited once released. */
export class Costs1795600000015 implements MigrationInterface {
  readonly name = 'Costs1795600000015';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward; restore a backup instead.');
  }
}

const WORKSPACE = 'workspace_id integer NOT NULL REFERENCES workspaces ON DELETE CASCADE';

const STATEMENTS = [
  // What is replaced as a whole: an advertising account, or one cost entered by hand.
  `CREATE TABLE cost_sheets (
    sheet_id serial PRIMARY KEY,
    ${WORKSPACE},
    kind text NOT NULL,
    name text NOT NULL,
    preset text,
    created_at timestamptz NOT NULL)`,
  'CREATE INDEX cost_sheets_of_workspace ON cost_sheets (workspace_id, sheet_id)',
  `CREATE TABLE cost_imports (
    cost_import_id serial PRIMARY KEY,
    ${WORKSPACE},
    sheet_id integer,
    sheet_name text NOT NULL,
    file_name text NOT NULL,
    file_bytes integer NOT NULL,
    uploaded_bytes integer NOT NULL,
    state text NOT NULL,
    mapping jsonb,
    is_remembered boolean NOT NULL,
    columns jsonb NOT NULL,
    questions jsonb NOT NULL,
    report jsonb,
    failure jsonb,
    days jsonb NOT NULL,
    saved_lines integer NOT NULL,
    created_at timestamptz NOT NULL,
    created_by text NOT NULL,
    saved_at timestamptz,
    undone_at timestamptz,
    undone_by text)`,
  'CREATE INDEX cost_imports_of_workspace ON cost_imports (workspace_id, cost_import_id)',
  // The bytes of a file, until it is saved or forgotten.
  `CREATE TABLE cost_file_parts (
    cost_import_id integer NOT NULL REFERENCES cost_imports ON DELETE CASCADE,
    starts_at integer NOT NULL,
    bytes bytea NOT NULL,
    PRIMARY KEY (cost_import_id, starts_at))`,
  `CREATE TABLE cost_mappings (
    ${WORKSPACE},
    header_hash text NOT NULL,
    mapping jsonb NOT NULL,
    sheet_id integer NOT NULL,
    used_at timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, header_hash))`,
  `CREATE TABLE manual_costs (
    cost_id integer PRIMARY KEY REFERENCES cost_sheets ON DELETE CASCADE,
    ${WORKSPACE},
    entry_id integer NOT NULL,
    cost jsonb NOT NULL,
    changed_at timestamptz NOT NULL,
    changed_by text NOT NULL)`,
  `CREATE TABLE message_fees (
    fee_id serial PRIMARY KEY,
    ${WORKSPACE},
    fee jsonb NOT NULL,
    changed_at timestamptz NOT NULL,
    changed_by text NOT NULL)`,
  'CREATE INDEX message_fees_of_workspace ON message_fees (workspace_id, fee_id)',
  `CREATE TABLE currency_rates (
    ${WORKSPACE},
    into_currency text NOT NULL,
    currency text NOT NULL,
    day date NOT NULL,
    rate numeric(18, 10) NOT NULL,
    PRIMARY KEY (workspace_id, into_currency, currency, day))`,
];
