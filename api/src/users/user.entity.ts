import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { type Language } from '@parley/contracts';

/** Someone who signs in to Parley; never a contact. */
@Entity('users')
export class User {
  @PrimaryGeneratedColumn() user_id!: number;
  /** Lower case. */
  @Column('text') email!: string;
  @Column('text') name!: string;
  @Column('text') password_hash!: string;
  /** Chosen by the person; null until then: the browser's. */
  @Column('text', { nullable: true }) language!: Language | null;
  @Column('timestamptz') created_at!: Date;
}
