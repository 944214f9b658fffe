import { Column, Entity, PrimaryColumn } from 'typeorm';

export type ProfileKind = 'contact' | 'agent' | 'team' | 'broadcast' | 'conversation';

/** The name behind a hashed id. Names, phones and addresses are kept here and nowhere else. */
@Entity('profiles')
export class Profile {
  @PrimaryColumn('integer') workspace_id!: number;
  @PrimaryColumn('text') kind!: ProfileKind;
  /** identity_id, agent_id, team_id, broadcast_id or conversation_id: unsigned 64 bits, so a string. */
  @PrimaryColumn('numeric', { precision: 20, scale: 0 }) profile_id!: string;
  @Column('integer') account_id!: number;
  @Column('text') external_id!: string;
  @Column('text', { nullable: true }) name!: string | null;
  @Column('text', { nullable: true }) username!: string | null;
  @Column('text', { nullable: true }) phone!: string | null;
  @Column('text', { nullable: true }) email!: string | null;
  @Column('text', { nullable: true }) language!: string | null;
  /** The workspace's own number of the person, the same in every account. */
  @Column('text', { nullable: true }) customer_id!: string | null;
  /** When each field was last stated, milliseconds UTC by field: the newest statement wins, field by field. */
  @Column('jsonb') seen_at!: Record<string, number>;
}
