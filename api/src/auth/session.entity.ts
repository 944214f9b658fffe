import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One signed-in browser. */
@Entity('sessions')
export class Session {
  /** SHA-256 of the cookie, hex: the table is of no use to who reads it. */
  @PrimaryColumn('text') session_hash!: string;
  @Column('integer') user_id!: number;
  @Column('timestamptz') created_at!: Date;
  /** Moves on while the browser is in use, an hour at a time. */
  @Column('timestamptz') last_seen_at!: Date;
  @Column('timestamptz') expires_at!: Date;
}
