import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { type Role } from '@parley/contracts';

/** What one user is in one workspace. */
@Entity('members')
export class Member {
  @PrimaryGeneratedColumn() member_id!: number;
  @Column('integer') workspace_id!: number;
  @Column('integer') user_id!: number;
  @Column('text') role!: Role;
  /** The agent of the messengers that this person is; unsigned 64 bits, so a string. */
  @Column('numeric', { precision: 20, scale: 0, nullable: true }) agent_id!: string | null;
  @Column('timestamptz') created_at!: Date;
}
