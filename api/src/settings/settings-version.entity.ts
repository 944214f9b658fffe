import { type SettingsValues } from '@parley/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The settings of a workspace as one change left them. Rows are only ever added. */
@Entity('settings_versions')
export class SettingsVersionRow {
  @PrimaryColumn('integer') workspace_id!: number;
  /** Counted from 1 in each workspace. */
  @PrimaryColumn('integer') version!: number;
  @Column('timestamptz') at!: Date;
  @Column('text') actor!: string;
  @Column('jsonb') settings!: SettingsValues;
}
