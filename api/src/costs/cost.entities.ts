import {
  type CostFailure,
  type CostImportState,
  type CostMapping,
  type CostPreset,
  type CostQuestion,
  type CostReport,
  type ManualCostInput,
  type MessageFeeInput,
} from '@parley/contracts';
import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/** What is replaced as a whole: an advertising account, or one cost entered by hand. */
@Entity('cost_sheets')
export class CostSheetRow {
  @PrimaryGeneratedColumn() sheet_id!: number;
  @Column('integer') workspace_id!: number;
  @Column('text') kind!: 'import' | 'manual';
  @Column('text') name!: string;
  @Column('text', { nullable: true }) preset!: CostPreset | null;
  @Column('timestamptz') created_at!: Date;
}

/** An imported cost file. Its number is that of its entry in the store. */
@Entity('cost_imports')
export class CostImportRow {
  @PrimaryGeneratedColumn() cost_import_id!: number;
  @Column('integer') workspace_id!: number;
  /** Null: a new one, made when it is saved. */
  @Column('integer', { nullable: true }) sheet_id!: number | null;
  @Column('text') sheet_name!: string;
  @Column('text') file_name!: string;
  @Column('integer') file_bytes!: number;
  @Column('integer') uploaded_bytes!: number;
  @Column('text') state!: CostImportState;
  @Column('jsonb', { nullable: true }) mapping!: CostMapping | null;
  @Column('boolean') is_remembered!: boolean;
  @Column('jsonb') columns!: string[];
  @Column('jsonb') questions!: CostQuestion[];
  @Column('jsonb', { nullable: true }) report!: CostReport | null;
  @Column('jsonb', { nullable: true }) failure!: CostFailure | null;
  /** The days that it brings, in order. */
  @Column('jsonb') days!: string[];
  @Column('integer') saved_lines!: number;
  @Column('timestamptz') created_at!: Date;
  @Column('text') created_by!: string;
  @Column('timestamptz', { nullable: true }) saved_at!: Date | null;
  @Column('timestamptz', { nullable: true }) undone_at!: Date | null;
  @Column('text', { nullable: true }) undone_by!: string | null;
}

/** A part of the bytes of a file that is not saved yet. */
@Entity('cost_file_parts')
export class CostFilePart {
  @PrimaryColumn('integer') cost_import_id!: number;
  @PrimaryColumn('integer') starts_at!: number;
  @Column('bytea') bytes!: Buffer;
}

/** How a cost file with this header was understood when it was last saved, and into which sheet. */
@Entity('cost_mappings')
export class CostMappingRow {
  @PrimaryColumn('integer') workspace_id!: number;
  @PrimaryColumn('text') header_hash!: string;
  @Column('jsonb') mapping!: CostMapping;
  @Column('integer') sheet_id!: number;
  @Column('timestamptz') used_at!: Date;
}

/** A cost entered by hand; its number is that of its sheet. */
@Entity('manual_costs')
export class ManualCostRow {
  @PrimaryColumn('integer') cost_id!: number;
  @Column('integer') workspace_id!: number;
  /** Rises with each change: which lines of the store stand. */
  @Column('integer') entry_id!: number;
  @Column('jsonb') cost!: ManualCostInput;
  @Column('timestamptz') changed_at!: Date;
  @Column('text') changed_by!: string;
}

/** What a channel asks for a message. */
@Entity('message_fees')
export class MessageFeeRow {
  @PrimaryGeneratedColumn() fee_id!: number;
  @Column('integer') workspace_id!: number;
  @Column('jsonb') fee!: MessageFeeInput;
  @Column('timestamptz') changed_at!: Date;
  @Column('text') changed_by!: string;
}

/** How much one unit of `currency` is worth in `into_currency` from a day on. */
@Entity('currency_rates')
export class CurrencyRateRow {
  @PrimaryColumn('integer') workspace_id!: number;
  @PrimaryColumn('text') into_currency!: string;
  @PrimaryColumn('text') currency!: string;
  @PrimaryColumn('date') day!: string;
  /** Decimal text. */
  @Column('numeric') rate!: string;
}
