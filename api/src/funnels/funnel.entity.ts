import { type FunnelDefinition } from '@parley/contracts';
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A saved funnel. */
@Entity('funnels')
export class FunnelRow {
  @PrimaryGeneratedColumn() funnel_id!: number;
  @Column('integer') workspace_id!: number;
  /** Unique in the workspace, whatever the case of its letters. */
  @Column('text') name!: string;
  @Column('jsonb') definition!: FunnelDefinition;
  @Column('timestamptz') created_at!: Date;
  @Column('text') created_by!: string;
  @Column('timestamptz') changed_at!: Date;
  @Column('text') changed_by!: string;
}
