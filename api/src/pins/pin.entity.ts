import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A place that a member keeps at hand. */
@Entity('pins')
export class PinRow {
  @PrimaryGeneratedColumn() pin_id!: number;
  @Column('integer') workspace_id!: number;
  @Column('integer') user_id!: number;
  @Column('text') name!: string;
  /** Below the address of the workspace. */
  @Column('text') address!: string;
  /** Smaller ones come first. */
  @Column('integer') place!: number;
  @Column('timestamptz') created_at!: Date;
}
