import { Body, Controller, Get, Patch, Post, Req } from '@nestjs/common';
import { type Me, me, type MeInput, meInput, type PasswordInput, passwordInput } from '@parley/contracts';
import { type FastifyRequest } from 'fastify';
import { CurrentUser, SignedIn, type UserAccess } from '../access/access.js';
import { AuthService } from '../auth/auth.service.js';
import { Answers } from '../docs/answers.js';
import { MeService } from './me.service.js';

@Controller('api/me')
@SignedIn()
export class MeController {
  constructor(
    private readonly people: MeService,
    private readonly auth: AuthService,
  ) {}

  @Get()
  @Answers('Who is signed in, and which workspaces this person may open', me)
  read(@CurrentUser() user: UserAccess): Promise<Me> {
    return this.people.read(user.user_id);
  }

  @Patch()
  @Answers('Change name or language', me)
  async change(@CurrentUser() user: UserAccess, @Body({ schema: meInput }) input: MeInput): Promise<Me> {
    await this.people.change(user.user_id, input);
    return this.people.read(user.user_id);
  }

  @Post('password')
  @Answers('Change the password; every other session ends')
  async changePassword(
    @CurrentUser() user: UserAccess,
    @Body({ schema: passwordInput }) input: PasswordInput,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    await this.auth.changePassword(user.user_id, user.session_hash, input.current, input.next, request.ip);
  }
}
