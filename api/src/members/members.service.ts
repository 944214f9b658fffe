import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import {
  type Language,
  type Member as MemberJson,
  type MemberCreated,
  type MemberInput,
  type MemberPatch,
} from '@parley/contracts';
import { DataSource, In, type Repository } from 'typeorm';
import { AuditService } from '../audit/audit.service.js';
import { hashPassword, newPassword } from '../crypto/password.js';
import { conflict, notFound } from '../http/problem-error.js';
import { User } from '../users/user.entity.js';
import { Member } from './member.entity.js';

/** Who may open a workspace, and as what. */
@Injectable()
export class MembersService {
  constructor(
    @InjectRepository(Member) private readonly members: Repository<Member>,
    @InjectRepository(User) private readonly users: Repository<User>,
    @Inject(DataSource) private readonly source: DataSource,
    private readonly audit: AuditService,
  ) {}

  async list(workspace_id: number, me: number | undefined): Promise<MemberJson[]> {
    const members = await this.members.find({ where: { workspace_id }, order: { member_id: 'ASC' } });
    const users = await this.users.findBy({ user_id: In(members.map((member) => member.user_id)) });
    const byId = new Map(users.map((user) => [user.user_id, user]));
    return members.flatMap((member) => {
      const user = byId.get(member.user_id);
      return user === undefined ? [] : [toJson(member, user, me)];
    });
  }

  /** Adds a person; who is new to Parley gets a password, shown this once. Throws `conflict` for a member. */
  async add(
    workspace_id: number,
    actor: string,
    me: number | undefined,
    input: MemberInput,
    language: Language | null,
  ): Promise<MemberCreated> {
    let user = await this.users.findOneBy({ email: input.email });
    if (user !== null && (await this.members.existsBy({ workspace_id, user_id: user.user_id }))) {
      throw conflict({
        en: `${input.email} is already a member.`,
        ru: `${input.email} уже участник.`,
      });
    }
    const password = user === null ? newPassword() : undefined;
    const password_hash = password === undefined ? undefined : await hashPassword(password);
    const member = await this.source.transaction(async (manager) => {
      if (password_hash !== undefined) {
        user = await manager.save(
          User,
          manager.create(User, {
            email: input.email,
            name: input.name,
            password_hash,
            language,
            created_at: new Date(),
          }),
        );
      }
      return manager.save(
        Member,
        manager.create(Member, {
          workspace_id,
          user_id: user?.user_id ?? 0,
          role: input.role,
          agent_id: input.agent_id ?? null,
          created_at: new Date(),
        }),
      );
    });
    if (user === null) throw new Error('A member was stored without a user.');
    await this.audit.record(workspace_id, actor, 'member.added', user.email, { role: member.role });
    return { ...toJson(member, user, me), ...(password === undefined ? {} : { password }) };
  }

  async change(
    workspace_id: number,
    actor: string,
    me: number | undefined,
    member_id: number,
    patch: MemberPatch,
  ): Promise<MemberJson> {
    const { member, user } = await this.find(workspace_id, member_id);
    const next = {
      role: patch.role ?? member.role,
      agent_id: patch.agent_id === undefined ? member.agent_id : patch.agent_id,
    };
    await this.source.transaction(async (manager) => {
      await manager.update(Member, { member_id }, next);
      await this.keepAnOwner(manager.getRepository(Member), workspace_id);
    });
    await this.audit.record(workspace_id, actor, 'member.changed', user.email, {
      from: { role: member.role, agent_id: member.agent_id },
      to: next,
    });
    return toJson({ ...member, ...next }, user, me);
  }

  async remove(workspace_id: number, actor: string, member_id: number): Promise<void> {
    const { user } = await this.find(workspace_id, member_id);
    await this.source.transaction(async (manager) => {
      await manager.delete(Member, { member_id });
      await this.keepAnOwner(manager.getRepository(Member), workspace_id);
    });
    await this.audit.record(workspace_id, actor, 'member.removed', user.email);
  }

  /** Throws inside the transaction, which undoes the change, when nobody would be left to let others in. */
  private async keepAnOwner(members: Repository<Member>, workspace_id: number): Promise<void> {
    if (!(await members.existsBy({ workspace_id, role: 'owner' }))) {
      throw conflict({
        en: 'A workspace needs at least one owner. Make somebody else an owner first.',
        ru: 'В рабочем пространстве должен остаться хотя бы один владелец. Сначала назначьте другого.',
      });
    }
  }

  private async find(workspace_id: number, member_id: number): Promise<{ member: Member; user: User }> {
    const member = await this.members.findOneBy({ workspace_id, member_id });
    if (member === null) throw notFound();
    return { member, user: await this.users.findOneByOrFail({ user_id: member.user_id }) };
  }
}

const toJson = (member: Member, user: User, me: number | undefined): MemberJson => ({
  member_id: String(member.member_id),
  email: user.email,
  name: user.name,
  role: member.role,
  agent_id: member.agent_id,
  is_me: user.user_id === me,
  created_at: member.created_at.toISOString(),
});
