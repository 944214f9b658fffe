import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type ApiKey as ApiKeyJson, type ApiKeyCreated, type ApiKeyInput } from '@parley/contracts';
import { type Repository } from 'typeorm';
import { AuditService } from '../audit/audit.service.js';
import { hashToken, newToken } from '../crypto/token.js';
import { notFound } from '../http/problem-error.js';
import { SnapshotService } from '../snapshot/snapshot.service.js';
import { ApiKey } from './api-key.entity.js';

/** `parley_` and five characters: enough to recognise a key, of no use to guess it. */
const PREFIX_LENGTH = 12;

/** Makes, lists and revokes API keys. Only their hashes are kept. */
@Injectable()
export class ApiKeysService {
  constructor(
    @InjectRepository(ApiKey) private readonly keys: Repository<ApiKey>,
    private readonly snapshot: SnapshotService,
    private readonly audit: AuditService,
  ) {}

  async list(workspace_id: number): Promise<ApiKeyJson[]> {
    const keys = await this.keys.find({ where: { workspace_id }, order: { api_key_id: 'ASC' } });
    return keys.map(toJson);
  }

  /** Gives the whole key, this once. It works within two seconds. */
  async create(workspace_id: number, actor: string, input: ApiKeyInput): Promise<ApiKeyCreated> {
    const key = `parley_${newToken()}`;
    const row = await this.keys.save(
      this.keys.create({
        workspace_id,
        name: input.name,
        key_hash: hashToken(key),
        prefix: key.slice(0, PREFIX_LENGTH),
        scopes: [...new Set(input.scopes)],
        created_at: new Date(),
        last_used_at: null,
      }),
    );
    await this.snapshot.changed();
    await this.audit.record(workspace_id, actor, 'api_key.created', row.name, {
      api_key_id: String(row.api_key_id),
      prefix: row.prefix,
      scopes: row.scopes,
    });
    return { ...toJson(row), key };
  }

  /** Revokes the key: it stops working within two seconds. */
  async remove(workspace_id: number, actor: string, api_key_id: number): Promise<void> {
    const row = await this.keys.findOneBy({ workspace_id, api_key_id });
    if (row === null) throw notFound();
    await this.keys.delete({ api_key_id });
    await this.snapshot.changed();
    await this.audit.record(workspace_id, actor, 'api_key.removed', row.name, {
      api_key_id: String(api_key_id),
      prefix: row.prefix,
    });
  }
}

const toJson = (key: ApiKey): ApiKeyJson => ({
  api_key_id: String(key.api_key_id),
  name: key.name,
  prefix: key.prefix,
  scopes: key.scopes,
  created_at: key.created_at.toISOString(),
  last_used_at: key.last_used_at?.toISOString() ?? null,
});
