import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type Repository } from 'typeorm';
import { type Access } from '../access/access.js';
import { ApiKey } from '../api-keys/api-key.entity.js';
import { Session } from '../auth/session.entity.js';
import { Member } from '../members/member.entity.js';

/** Tells whether what the guard once found out of a reader still holds, for answers that go on for hours. */
@Injectable()
export class StillAllowed {
  constructor(
    @InjectRepository(Session) private readonly sessions: Repository<Session>,
    @InjectRepository(Member) private readonly members: Repository<Member>,
    @InjectRepository(ApiKey) private readonly keys: Repository<ApiKey>,
  ) {}

  /**
   * False once the session ended or expired, the key was revoked, or the reader is no longer the same member: with
   * another role or another agent somebody has to be asked anew. Does not prolong a session.
   */
  async check(access: Access): Promise<boolean> {
    if (access.kind === 'internal') return true;
    if (access.kind === 'api_key') {
      return (await this.keys.findOneBy({ api_key_id: access.api_key_id })) !== null;
    }
    const session = await this.sessions.findOneBy({ session_hash: access.session_hash });
    if (session === null || session.expires_at.getTime() <= Date.now()) return false;
    const { membership } = access;
    if (membership === undefined) return true;
    const { workspace_id, role, agent_id } = membership;
    const member = await this.members.findOneBy({ user_id: access.user_id, workspace_id });
    return member !== null && member.role === role && member.agent_id === agent_id;
  }
}
