import { Body, Controller, Get, Param, Patch } from '@nestjs/common';
import {
  agentIdentity,
  type AgentIdentity,
  agentList,
  type AgentList,
  agentPatch,
  type AgentPatch,
} from '@parley/contracts';
import { Allow, InWorkspace, type Place } from '../access/access.js';
import { Answers } from '../docs/answers.js';
import { notFound } from '../http/problem-error.js';
import { AgentsService } from './agents.service.js';

@Controller('api/workspaces/:workspace_id/agents')
export class AgentsController {
  constructor(private readonly agents: AgentsService) {}

  @Get()
  @Allow('agents.read')
  @Answers('Everybody who answers, named or not', agentList)
  async list(@InWorkspace() place: Place): Promise<AgentList> {
    return { agents: await this.agents.list(place.workspace_id) };
  }

  @Patch(':agent_id')
  @Allow('agents.change')
  @Answers(
    'Name an agent, or join it to another identity of the same person; null takes it back',
    agentIdentity,
  )
  change(
    @InWorkspace() place: Place,
    @Param('agent_id') id: string,
    @Body({ schema: agentPatch }) patch: AgentPatch,
  ): Promise<AgentIdentity> {
    if (!agentIdentity.shape.agent_id.safeParse(id).success) throw notFound();
    // One spelling of a number: leading zeros are not part of it.
    return this.agents.change(place.workspace_id, place.actor, String(BigInt(id)), normal(patch));
  }
}

const normal = (patch: AgentPatch): AgentPatch =>
  typeof patch.same_as === 'string' ? { ...patch, same_as: String(BigInt(patch.same_as)) } : patch;
