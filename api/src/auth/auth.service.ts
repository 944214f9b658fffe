import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { LessThan, Not, type Repository } from 'typeorm';
import { SESSION_MS } from '../access/credentials.js';
import { AuditService } from '../audit/audit.service.js';
import { hashPassword, verifyPassword } from '../crypto/password.js';
import { hashToken, newToken } from '../crypto/token.js';
import { ProblemError } from '../http/problem-error.js';
import { Member } from '../members/member.entity.js';
import { User } from '../users/user.entity.js';
import { Session } from './session.entity.js';
import { SignInThrottle } from './sign-in-throttle.js';

/** Opens and ends sessions, changes passwords. */
@Injectable()
export class AuthService {
  /** What an unknown e-mail is checked against, so that the answer takes as long as for a known one. */
  private readonly nobody = hashPassword(newToken());

  constructor(
    @InjectRepository(User) private readonly users: Repository<User>,
    @InjectRepository(Session) private readonly sessions: Repository<Session>,
    @InjectRepository(Member) private readonly members: Repository<Member>,
    private readonly throttle: SignInThrottle,
    private readonly audit: AuditService,
  ) {}

  /** Gives the token of a new session. Throws `wrong_credentials` or `too_many_requests`. */
  async signIn(email: string, password: string, address: string): Promise<string> {
    await this.throttle.begin(address, email);
    const user = await this.users.findOneBy({ email });
    const isRight = await verifyPassword(password, user?.password_hash ?? (await this.nobody));
    if (user === null || !isRight) {
      if (user !== null) await this.note(user, 'user.sign_in_failed', address);
      throw wrongCredentials();
    }
    await this.throttle.succeed(address, email);
    const token = newToken();
    const now = new Date();
    await this.sessions.delete({ expires_at: LessThan(now) });
    await this.sessions.insert({
      session_hash: hashToken(token),
      user_id: user.user_id,
      created_at: now,
      last_seen_at: now,
      expires_at: new Date(now.getTime() + SESSION_MS),
    });
    await this.note(user, 'user.signed_in', address);
    return token;
  }

  async signOut(token: string | undefined): Promise<void> {
    if (token !== undefined) await this.sessions.delete({ session_hash: hashToken(token) });
  }

  /** Sets a new password and ends every other session of the user. Throws when `current` is wrong. */
  async changePassword(
    user_id: number,
    session_hash: string,
    current: string,
    next: string,
    address: string,
  ): Promise<void> {
    const user = await this.users.findOneByOrFail({ user_id });
    // A stolen session must not become a way to guess the password.
    await this.throttle.begin(address, user.email);
    if (!(await verifyPassword(current, user.password_hash))) throw wrongCredentials();
    await this.throttle.succeed(address, user.email);
    await this.users.update({ user_id }, { password_hash: await hashPassword(next) });
    await this.sessions.delete({ user_id, session_hash: Not(session_hash) });
    await this.note(user, 'user.password_changed', address);
  }

  /** Sets a password without knowing the old one (command line only) and ends every session of the user. */
  async resetPassword(email: string, next: string): Promise<boolean> {
    const user = await this.users.findOneBy({ email });
    if (user === null) return false;
    await this.users.update({ user_id: user.user_id }, { password_hash: await hashPassword(next) });
    await this.sessions.delete({ user_id: user.user_id });
    await this.note(user, 'user.password_reset', 'command line');
    return true;
  }

  /** A sign-in concerns every workspace that the user can open. */
  private async note(user: User, action: string, address: string): Promise<void> {
    for (const { workspace_id } of await this.members.findBy({ user_id: user.user_id })) {
      await this.audit.record(workspace_id, user.email, action, user.email, { from: address });
    }
  }
}

const wrongCredentials = () =>
  new ProblemError('wrong_credentials', {
    en: 'The e-mail or the password is wrong. Forgotten? On the server: npm run reset-password.',
    ru: 'Почта или пароль неверны. Забыли пароль? На сервере: npm run reset-password.',
  });
