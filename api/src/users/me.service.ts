import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type Me, type MeInput } from '@parley/contracts';
import { In, type Repository } from 'typeorm';
import { CONFIG, type Config } from '../config.js';
import { Member } from '../members/member.entity.js';
import { VERSION } from '../version.js';
import { Workspace } from '../workspaces/workspace.entity.js';
import { User } from './user.entity.js';

/** What a signed-in person sees and changes of themselves. */
@Injectable()
export class MeService {
  constructor(
    @InjectRepository(User) private readonly users: Repository<User>,
    @InjectRepository(Member) private readonly members: Repository<Member>,
    @InjectRepository(Workspace) private readonly workspaces: Repository<Workspace>,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async read(user_id: number): Promise<Me> {
    const user = await this.users.findOneByOrFail({ user_id });
    const memberships = await this.members.findBy({ user_id });
    const workspaces = await this.workspaces.find({
      where: { workspace_id: In(memberships.map((member) => member.workspace_id)) },
      order: { workspace_id: 'ASC' },
    });
    const roles = new Map(memberships.map((member) => [member.workspace_id, member.role]));
    return {
      user: { user_id: String(user_id), email: user.email, name: user.name, language: user.language },
      workspaces: workspaces.map((workspace) => ({
        workspace_id: String(workspace.workspace_id),
        name: workspace.name,
        role: roles.get(workspace.workspace_id) ?? 'viewer',
        time_zone: workspace.time_zone,
        currency: workspace.currency,
        week_start: workspace.week_start,
        hour_format: workspace.hour_format,
        kind: workspace.kind,
      })),
      product: { version: VERSION, ingest_url: this.config.ingestUrl },
    };
  }

  async change(user_id: number, input: MeInput): Promise<void> {
    if (Object.keys(input).length > 0) await this.users.update({ user_id }, input);
  }
}
