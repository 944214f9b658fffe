import { Body, Controller, Post } from '@nestjs/common';
import { type Me, me, type WorkspaceInput, workspaceInput } from '@parley/contracts';
import { CurrentUser, SignedIn, type UserAccess } from '../access/access.js';
import { Answers } from '../docs/answers.js';
import { MeService } from '../users/me.service.js';
import { WorkspacesService } from './workspaces.service.js';

/** A workspace more, for whoever owns one: another shop, another client. */
@Controller('api/workspaces')
@SignedIn()
export class NewWorkspaceController {
  constructor(
    private readonly workspaces: WorkspacesService,
    private readonly people: MeService,
  ) {}

  @Post()
  @Answers('Make a workspace and own it', me, 201)
  async create(
    @CurrentUser() user: UserAccess,
    @Body({ schema: workspaceInput }) input: WorkspaceInput,
  ): Promise<Me> {
    await this.workspaces.createFor(user, input);
    return this.people.read(user.user_id);
  }
}
