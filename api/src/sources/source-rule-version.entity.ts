import { type SourceRule } from '@parley/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** All source rules of a workspace as one change left them; the newest holds. Rows are only ever added. */
@Entity('source_rule_versions')
export class SourceRuleVersion {
  @PrimaryColumn('integer') workspace_id!: number;
  /** Counted from 1 in each workspace; the first is what it began with. */
  @PrimaryColumn('integer') version!: number;
  @Column('timestamptz') at!: Date;
  @Column('text') actor!: string;
  @Column('jsonb') rules!: SourceRule[];
}
