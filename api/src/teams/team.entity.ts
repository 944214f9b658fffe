import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A team of agents. Who is in it stands with the agents. */
@Entity('teams')
export class TeamRow {
  @PrimaryGeneratedColumn() team_id!: number;
  @Column('integer') workspace_id!: number;
  /** Unique among those that are not removed, whatever the case of its letters. */
  @Column('text') name!: string;
  @Column('timestamptz') created_at!: Date;
  /** A removed team keeps its agents, so that its past keeps its name, until they get another one. */
  @Column('timestamptz', { nullable: true }) removed_at!: Date | null;
}
