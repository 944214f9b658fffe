import { Body, Controller, Delete, Get, Param, Post } from '@nestjs/common';
import {
  type ApiKey,
  apiKeyCreated,
  type ApiKeyCreated,
  apiKeyInput,
  type ApiKeyInput,
  apiKeyList,
} from '@parley/contracts';
import { Allow, InWorkspace, type Place } from '../access/access.js';
import { Answers } from '../docs/answers.js';
import { idOf } from '../http/params.js';
import { ApiKeysService } from './api-keys.service.js';

@Controller('api/workspaces/:workspace_id/api-keys')
export class ApiKeysController {
  constructor(private readonly keys: ApiKeysService) {}

  @Get()
  @Allow('api_keys.read')
  @Answers('The API keys, without the keys themselves', apiKeyList)
  async list(@InWorkspace() place: Place): Promise<{ api_keys: ApiKey[] }> {
    return { api_keys: await this.keys.list(place.workspace_id) };
  }

  @Post()
  @Allow('api_keys.change')
  @Answers('Make an API key; it is shown this once', apiKeyCreated, 201)
  create(
    @InWorkspace() place: Place,
    @Body({ schema: apiKeyInput }) input: ApiKeyInput,
  ): Promise<ApiKeyCreated> {
    return this.keys.create(place.workspace_id, place.actor, input);
  }

  @Delete(':api_key_id')
  @Allow('api_keys.change')
  @Answers('Revoke an API key')
  remove(@InWorkspace() place: Place, @Param('api_key_id') id: string): Promise<void> {
    return this.keys.remove(place.workspace_id, place.actor, idOf(id));
  }
}
