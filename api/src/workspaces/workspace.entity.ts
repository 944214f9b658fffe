import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { type WorkspaceKind, type WorkspaceSettings } from '@parley/contracts';

@Entity('workspaces')
export class Workspace {
  @PrimaryGeneratedColumn() workspace_id!: number;
  @Column('text') name!: string;
  /** IANA; reports are cut in it unless the reader asks for another. */
  @Column('text') time_zone!: string;
  @Column('text') currency!: string;
  @Column('text') week_start!: WorkspaceSettings['week_start'];
  @Column('text') hour_format!: WorkspaceSettings['hour_format'];
  /** Whether raw bodies are kept as they came; else redacted. */
  @Column('boolean') keeps_full_bodies!: boolean;
  @Column('text') kind!: WorkspaceKind;
  /** 32 bytes, base64, sealed: keys every hashed id of the workspace. Changing it would orphan all events. */
  @Column('text') hash_key_sealed!: string;
  @Column('timestamptz') created_at!: Date;
}
