import { type GoalRule } from '@parley/contracts';
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** What counts as a conversion. */
@Entity('goals')
export class GoalRow {
  @PrimaryGeneratedColumn() goal_id!: number;
  @Column('integer') workspace_id!: number;
  /** Unique among those that are not removed, whatever the case of its letters. */
  @Column('text') name!: string;
  @Column('jsonb') rule!: GoalRule;
  @Column('timestamptz') created_at!: Date;
  @Column('timestamptz') changed_at!: Date;
  @Column('text') changed_by!: string;
  /** A removed goal counts nowhere any more; its number is never given again. */
  @Column('timestamptz', { nullable: true }) removed_at!: Date | null;
}
