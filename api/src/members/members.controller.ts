import { Body, Controller, Delete, Get, Param, Patch, Post } from '@nestjs/common';
import {
  type Member,
  member,
  memberCreated,
  type MemberCreated,
  memberInput,
  type MemberInput,
  memberList,
  memberPatch,
  type MemberPatch,
} from '@parley/contracts';
import { Allow, InWorkspace, type Place } from '../access/access.js';
import { Answers } from '../docs/answers.js';
import { idOf } from '../http/params.js';
import { MembersService } from './members.service.js';

@Controller('api/workspaces/:workspace_id/members')
export class MembersController {
  constructor(private readonly members: MembersService) {}

  @Get()
  @Allow('members.read')
  @Answers('Who may open the workspace', memberList)
  async list(@InWorkspace() place: Place): Promise<{ members: Member[] }> {
    return { members: await this.members.list(place.workspace_id, place.user?.user_id) };
  }

  @Post()
  @Allow('members.change')
  @Answers('Add a person; a new one gets a password, shown this once', memberCreated, 201)
  add(
    @InWorkspace() place: Place,
    @Body({ schema: memberInput }) input: MemberInput,
  ): Promise<MemberCreated> {
    // Until they choose for themselves, newcomers read what their owner reads.
    const { workspace_id, actor, user } = place;
    return this.members.add(workspace_id, actor, user?.user_id, input, user?.language ?? null);
  }

  @Patch(':member_id')
  @Allow('members.change')
  @Answers('Change a role, or link an agent', member)
  change(
    @InWorkspace() place: Place,
    @Param('member_id') id: string,
    @Body({ schema: memberPatch }) patch: MemberPatch,
  ): Promise<Member> {
    return this.members.change(place.workspace_id, place.actor, place.user?.user_id, idOf(id), patch);
  }

  @Delete(':member_id')
  @Allow('members.change')
  @Answers('Remove a person from the workspace')
  remove(@InWorkspace() place: Place, @Param('member_id') id: string): Promise<void> {
    return this.members.remove(place.workspace_id, place.actor, idOf(id));
  }
}
