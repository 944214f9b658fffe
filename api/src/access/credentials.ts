import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type Repository } from 'typeorm';
import { ApiKey } from '../api-keys/api-key.entity.js';
import { Session } from '../auth/session.entity.js';
import { hashToken } from '../crypto/token.js';
import { Member } from '../members/member.entity.js';
import { User } from '../users/user.entity.js';
import { type KeyAccess, type Membership, type UserAccess } from './access.js';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** A browser stays signed in this long after it was last used, milliseconds. */
export const SESSION_MS = 30 * DAY_MS;

/** Finds out who a cookie or a key stands for. */
@Injectable()
export class Credentials {
  constructor(
    @InjectRepository(Session) private readonly sessions: Repository<Session>,
    @InjectRepository(User) private readonly users: Repository<User>,
    @InjectRepository(Member) private readonly members: Repository<Member>,
    @InjectRepository(ApiKey) private readonly keys: Repository<ApiKey>,
  ) {}

  /** The user of a session cookie; undefined when it is missing, unknown or expired. */
  async ofSession(token: string | undefined): Promise<UserAccess | undefined> {
    if (token === undefined || token === '') return undefined;
    const session_hash = hashToken(token);
    const session = await this.sessions.findOneBy({ session_hash });
    const now = Date.now();
    if (session === null || session.expires_at.getTime() <= now) return undefined;
    const user = await this.users.findOneBy({ user_id: session.user_id });
    if (user === null) return undefined;
    if (now - session.last_seen_at.getTime() > HOUR_MS) {
      await this.sessions.update(
        { session_hash },
        { last_seen_at: new Date(now), expires_at: new Date(now + SESSION_MS) },
      );
    }
    return {
      kind: 'user',
      user_id: user.user_id,
      email: user.email,
      language: user.language,
      session_hash,
    };
  }

  /** What the user is in the workspace; undefined when not a member. */
  async membership(user_id: number, workspace_id: number): Promise<Membership | undefined> {
    const member = await this.members.findOneBy({ user_id, workspace_id });
    return member === null ? undefined : { workspace_id, role: member.role, agent_id: member.agent_id };
  }

  /** The key that was sent; undefined when there is none such. */
  async ofApiKey(token: string): Promise<KeyAccess | undefined> {
    const key = await this.keys.findOneBy({ key_hash: hashToken(token) });
    if (key === null) return undefined;
    const now = new Date();
    if (key.last_used_at === null || now.getTime() - key.last_used_at.getTime() > MINUTE_MS) {
      await this.keys.update({ api_key_id: key.api_key_id }, { last_used_at: now });
    }
    return {
      kind: 'api_key',
      api_key_id: key.api_key_id,
      name: key.name,
      workspace_id: key.workspace_id,
      scopes: key.scopes,
    };
  }
}
