import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type CsvMapping, csvMapping } from '@parley/contracts';
import { type Repository } from 'typeorm';
import { ImportMapping } from './import.entity.js';

/** Remembers per workspace how a CSV with this header was understood. */
@Injectable()
export class MappingsService {
  constructor(@InjectRepository(ImportMapping) private readonly mappings: Repository<ImportMapping>) {}

  async find(workspace_id: number, columns: readonly string[]): Promise<CsvMapping | undefined> {
    const found = await this.mappings.findOneBy({ workspace_id, header_hash: hashOf(columns) });
    return found === null ? undefined : csvMapping.safeParse(found.mapping).data;
  }

  async remember(workspace_id: number, columns: readonly string[], mapping: CsvMapping): Promise<void> {
    await this.mappings.upsert({ workspace_id, header_hash: hashOf(columns), mapping, used_at: new Date() }, [
      'workspace_id',
      'header_hash',
    ]);
  }
}

const hashOf = (columns: readonly string[]) =>
  createHash('sha256').update(JSON.stringify(columns)).digest('hex');
