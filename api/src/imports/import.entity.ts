import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import {
  type CsvMapping,
  type ImportFailure,
  type ImportFormat,
  type ImportOptions,
  type ImportQuestion,
  type ImportReport,
  type ImportState,
} from '@parley/contracts';

/** TypeORM gives a bigint as text; these are far below 2^53. */
const asNumber = { from: (value: string) => Number(value), to: (value: number) => value };

/** An import of a file, as it was last known: the ingest process that keeps the file knows more. */
@Entity('imports')
export class ImportRow {
  @PrimaryGeneratedColumn() import_id!: number;
  @Column('integer') workspace_id!: number;
  /** Null until it is started. */
  @Column('integer', { nullable: true }) account_id!: number | null;
  /** The ingest process that keeps the file: its place in the configuration. */
  @Column('integer') node!: number;
  @Column('text') file_name!: string;
  @Column('bigint', { transformer: asNumber }) file_bytes!: number;
  @Column('text') state!: ImportState;
  @Column('text', { nullable: true }) format!: ImportFormat | null;
  @Column('jsonb') options!: ImportOptions;
  @Column('jsonb') questions!: ImportQuestion[];
  @Column('bigint', { transformer: asNumber }) accepted!: number;
  @Column('jsonb', { nullable: true }) report!: ImportReport | null;
  @Column('jsonb', { nullable: true }) failure!: ImportFailure | null;
  @Column('timestamptz') created_at!: Date;
  @Column('text') created_by!: string;
  @Column('timestamptz', { nullable: true }) finished_at!: Date | null;
}

/** The mapping that was last used for a CSV with this header. */
@Entity('import_mappings')
export class ImportMapping {
  @PrimaryColumn('integer') workspace_id!: number;
  @PrimaryColumn('text') header_hash!: string;
  @Column('jsonb') mapping!: CsvMapping;
  @Column('timestamptz') used_at!: Date;
}
