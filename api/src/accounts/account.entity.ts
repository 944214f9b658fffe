import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { type AccountOptions, type Capabilities, type Channel, type Connection } from '@parley/contracts';
import { type Belief } from './mirrors.js';

/** One bot, page, community or number connected to a workspace. */
@Entity('accounts')
export class Account {
  @PrimaryGeneratedColumn() account_id!: number;
  @Column('integer') workspace_id!: number;
  @Column('text') name!: string;
  @Column('text') channel!: Channel;
  @Column('text') connection!: Connection;
  @Column('jsonb') capabilities!: Capabilities;
  /** What an outgoing message of unknown sender counts as. */
  @Column('text') default_sender!: 'bot' | 'agent';
  /** The account whose identities this one shares; null for its own. */
  @Column('integer', { nullable: true }) identity_account_id!: number | null;
  /** Whom to believe of the two; null for an account with identities of its own. */
  @Column('jsonb', { nullable: true }) mirror!: Belief | null;
  @Column('jsonb') options!: AccountOptions;
  /** JSON of the secrets by name, sealed. */
  @Column('text') secrets_sealed!: string;
  /** The secrets before the last rotation, sealed; accepted until `previous_secrets_until`. */
  @Column('text', { nullable: true }) previous_secrets_sealed!: string | null;
  @Column('timestamptz', { nullable: true }) previous_secrets_until!: Date | null;
  @Column('boolean') is_active!: boolean;
  @Column('timestamptz') created_at!: Date;
  /** Disconnected: collects nothing and holds no secrets, but its past stays in the reports under its name. */
  @Column('timestamptz', { nullable: true }) removed_at!: Date | null;
}
