import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { type HourFormat, type WeekStart, type WorkspaceKind } from '@parley/contracts';

@Entity('workspaces')
export class Workspace {
  @PrimaryGeneratedColumn() workspace_id!: number;
  @Column('text') name!: string;
  /** IANA; reports are cut in it unless the reader asks for another. */
  @Column('text') time_zone!: string;
  @Column('text') currency!: string;
  /** Weeks of reports and calendars begin with it. */
  @Column('text', { default: 'monday' }) week_start!: WeekStart;
  @Column('smallint', { default: 24 }) hour_format!: HourFormat;
  @Column('text') kind!: WorkspaceKind;
  /** 32 bytes, base64, sealed: keys every hashed id of the workspace. Changing it would orphan all events. */
  @Column('text') hash_key_sealed!: string;
  /** The vault and quarantine of ingest keep webhook bodies as they came instead of redacted. */
  @Column('boolean', { default: false }) keeps_full_bodies!: boolean;
  @Column('timestamptz') created_at!: Date;
}
