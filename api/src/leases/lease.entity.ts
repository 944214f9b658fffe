import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * Which process does a piece of background work, and until when.
 * A row with an expiry, because an advisory lock excludes nobody behind PGlite's single backend.
 */
@Entity('leases')
export class Lease {
  @PrimaryColumn('text') name!: string;
  @Column('text') holder!: string;
  @Column('timestamptz') expires_at!: Date;
}
