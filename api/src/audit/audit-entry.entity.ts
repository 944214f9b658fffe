import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** Who did what to a workspace. Rows are only ever added. */
@Entity('audit_log')
export class AuditRow {
  @PrimaryGeneratedColumn({ type: 'bigint' }) audit_id!: string;
  @Column('integer') workspace_id!: number;
  @Column('timestamptz') at!: Date;
  @Column('text') actor!: string;
  @Column('text') action!: string;
  @Column('text') subject!: string;
  @Column('jsonb') details!: unknown;
}

export type AuditValue = string | number | boolean | null | AuditValue[] | { [key: string]: AuditValue };
