import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { type DefinitionParams, type Schedule, type SourceRule } from '@parley/contracts';

/**
 * `building`: computed beside the one in use. `active`: what reports read; one per workspace. `retired`: past.
 * `preview`: tried for a moment, known to nobody who derives.
 */
export type DefinitionStatus = 'building' | 'active' | 'retired' | 'preview';

/** One version of what dialogues and waits are in a workspace; derived rows carry its number. */
@Entity('definitions')
export class Definition {
  @PrimaryGeneratedColumn() definition_id!: number;
  @Column('integer') workspace_id!: number;
  @Column('text') status!: DefinitionStatus;
  @Column('jsonb') params!: DefinitionParams;
  /** Whose hours are which: business time of its waits is counted by it. */
  @Column('jsonb') schedule!: Schedule;
  /** By which rules refs are read, in order. */
  @Column('jsonb') source_rules!: SourceRule[];
  /** Keyed hashes of the closing courtesies, unsigned 64 bits as strings. */
  @Column('jsonb') courtesy_hashes!: string[];
  /**
   * Set while there is work on its derived rows: to compute them anew, or, once retired, to take them away. A new number
   * when that is asked again meanwhile.
   */
  @Column('integer', { nullable: true }) rebuild_request!: number | null;
  /** 0–1, of the rebuild under way. */
  @Column('real') progress!: number;
  @Column('timestamptz') created_at!: Date;
  /** Its rows go a while later: an answer that began before the switch still reads them. */
  @Column('timestamptz', { nullable: true }) retired_at!: Date | null;
}

/** What changes when a definition is no longer used: its rows are to be taken away. */
export const retirement = () => ({ status: 'retired', rebuild_request: 1, retired_at: new Date() }) as const;
