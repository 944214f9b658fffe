import { type CalendarHours } from '@parley/contracts';
import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/** Somebody's hours. */
@Entity('calendars')
export class CalendarRow {
  @PrimaryGeneratedColumn() calendar_id!: number;
  @Column('integer') workspace_id!: number;
  /** Unique in the workspace, whatever the case of its letters. */
  @Column('text') name!: string;
  @Column('jsonb') hours!: CalendarHours;
  @Column('timestamptz') created_at!: Date;
  @Column('timestamptz') changed_at!: Date;
}

export type AssignmentLevel = 'workspace' | 'account' | 'team' | 'agent';

/** Whose calendar is which. */
@Entity('calendar_assignments')
export class CalendarAssignment {
  @PrimaryColumn('integer') workspace_id!: number;
  @PrimaryColumn('text') level!: AssignmentLevel;
  /** The number of the account, team or agent (unsigned 64 bits, so a string); '0' for the workspace. */
  @PrimaryColumn('numeric', { precision: 20, scale: 0 }) subject_id!: string;
  @Column('integer') calendar_id!: number;
}
