import { Body, Controller, Inject, Post, Req, Res } from '@nestjs/common';
import { type SignInInput, signInInput } from '@parley/contracts';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { Everybody } from '../access/access.js';
import { SESSION_MS } from '../access/credentials.js';
import { CONFIG, type Config } from '../config.js';
import { Answers } from '../docs/answers.js';
import { AuthService } from './auth.service.js';

const COOKIE = 'parley_session';

@Controller('api/auth')
export class AuthController {
  constructor(
    private readonly auth: AuthService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Post('sign-in')
  @Everybody()
  @Answers('Sign in: sets the cookie parley_session')
  async signIn(
    @Body({ schema: signInInput }) input: SignInInput,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const token = await this.auth.signIn(input.email, input.password, request.ip);
    void reply.setCookie(COOKIE, token, { ...this.cookie(), maxAge: SESSION_MS / 1000 });
  }

  @Post('sign-out')
  @Everybody()
  @Answers('Sign out: the session ends here and on the server')
  async signOut(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.auth.signOut(request.cookies[COOKIE]);
    void reply.clearCookie(COOKIE, this.cookie());
  }

  private cookie() {
    return {
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure: this.config.publicUrl?.startsWith('https://') ?? false,
    } as const;
  }
}
