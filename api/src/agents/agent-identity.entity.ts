import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * What the workspace says of one identity of an agent. A row stays when everything in it was taken back, so that the
 * reports' copy of it is taken back too. Who said what, and when, is in the audit log.
 */
@Entity('agent_identities')
export class AgentIdentity {
  @PrimaryColumn('integer') workspace_id!: number;
  /** Unsigned 64 bits, so a string. */
  @PrimaryColumn('numeric', { precision: 20, scale: 0 }) agent_id!: string;
  /** Given by hand; null: as the platform says. */
  @Column('text', { nullable: true }) name!: string | null;
  /** The identity that this one was joined to, as it was said: that one may have been joined to another since. */
  @Column('numeric', { precision: 20, scale: 0, nullable: true }) same_as!: string | null;
  @Column('timestamptz', { nullable: true }) joined_at!: Date | null;
  /** The team of the person; null: none is named here. */
  @Column('integer', { nullable: true }) team_id!: number | null;
  @Column('timestamptz') changed_at!: Date;
}
