import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/** What somebody of the workspace said of who is whom. Never changed: what is taken back has an `undo` that names it. */
@Entity('contact_links')
export class ContactLinkRow {
  @PrimaryGeneratedColumn() link_id!: number;
  @Column('integer') workspace_id!: number;
  @Column('text') kind!: 'merge' | 'split' | 'undo';
  /** Unsigned 64 bits, so a string. */
  @Column('numeric', { precision: 20, scale: 0 }) identity_id!: string;
  /** Of a merge only. */
  @Column('numeric', { precision: 20, scale: 0, nullable: true }) other_identity_id!: string | null;
  /** Of an undo only: what it takes back. */
  @Column('integer', { nullable: true }) undoes!: number | null;
  @Column('timestamptz') said_at!: Date;
  @Column('text') said_by!: string;
  @Column('text') why!: string;
}

/** Two identities that are not one, whatever they have in common; the lower number first. */
@Entity('dismissed_suggestions')
export class DismissedSuggestion {
  @PrimaryColumn('integer') workspace_id!: number;
  @PrimaryColumn('numeric', { precision: 20, scale: 0 }) identity_id!: string;
  @PrimaryColumn('numeric', { precision: 20, scale: 0 }) other_identity_id!: string;
  @Column('timestamptz') dismissed_at!: Date;
  @Column('text') dismissed_by!: string;
}
