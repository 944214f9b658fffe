import { type Target } from '@parley/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** All targets of a workspace as one change left them; the newest holds. Rows are only ever added. */
@Entity('target_versions')
export class TargetVersion {
  @PrimaryColumn('integer') workspace_id!: number;
  /** Counted from 1 in each workspace. */
  @PrimaryColumn('integer') version!: number;
  @Column('timestamptz') at!: Date;
  @Column('text') actor!: string;
  @Column('jsonb') targets!: Target[];
}
