import { type ScheduleHistory } from '@parley/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export type ScheduleSetup = Pick<ScheduleHistory['versions'][number], 'calendars' | 'teams'>;

/** Calendars, whose they are, and teams, as one change left them. Rows are only ever added. */
@Entity('schedule_versions')
export class ScheduleVersion {
  @PrimaryColumn('integer') workspace_id!: number;
  /** Counted from 1 in each workspace. */
  @PrimaryColumn('integer') version!: number;
  @Column('timestamptz') at!: Date;
  @Column('text') actor!: string;
  @Column('text') action!: string;
  @Column('text') subject!: string;
  /** `YYYY-MM-DD`; null: since ever, or not about hours. */
  @Column('date', { nullable: true }) effective_from!: string | null;
  @Column('boolean') rebuilds!: boolean;
  @Column('jsonb') setup!: ScheduleSetup;
}
