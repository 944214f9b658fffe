import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { type Scope } from '@parley/contracts';

@Entity('api_keys')
export class ApiKey {
  @PrimaryGeneratedColumn() api_key_id!: number;
  @Column('integer') workspace_id!: number;
  @Column('text') name!: string;
  /** SHA-256 of the whole key, hex. */
  @Column('text') key_hash!: string;
  @Column('text') prefix!: string;
  @Column('jsonb') scopes!: Scope[];
  @Column('timestamptz') created_at!: Date;
  /** To the minute; null until the api is first asked with it. */
  @Column('timestamptz', { nullable: true }) last_used_at!: Date | null;
}
