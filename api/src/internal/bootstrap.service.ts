import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import {
  type AccountInput,
  type BootstrapAnswer,
  CHANNEL_LABELS,
  CHANNELS,
  isTimeZone,
  type WorkspaceKind,
} from '@parley/contracts';
import { type Repository } from 'typeorm';
import { AccountsService } from '../accounts/accounts.service.js';
import { ApiKeysService } from '../api-keys/api-keys.service.js';
import { hashPassword, newPassword } from '../crypto/password.js';
import { User } from '../users/user.entity.js';
import { Workspace } from '../workspaces/workspace.entity.js';
import { WorkspacesService } from '../workspaces/workspaces.service.js';
import { DemoCosts } from './demo-costs.js';
import { DemoService } from './demo-service.js';

const OWNER_EMAIL = 'owner@parley.local';
const ACTOR = 'system';

interface Wanted {
  kind: WorkspaceKind;
  name: string;
  time_zone: string;
  currency: string;
  accounts: { key: string; input: AccountInput }[];
}

/** Makes what a first start needs. Whatever of it is there already stays as it is, so a broken-off start can go on. */
@Injectable()
export class BootstrapService {
  constructor(
    @InjectRepository(User) private readonly users: Repository<User>,
    @InjectRepository(Workspace) private readonly stored: Repository<Workspace>,
    private readonly workspaces: WorkspacesService,
    private readonly accounts: AccountsService,
    private readonly keys: ApiKeysService,
    private readonly service: DemoService,
    private readonly costs: DemoCosts,
  ) {}

  async run(withDemo: boolean): Promise<BootstrapAnswer> {
    const { user, password } = await this.owner();
    const wanted = withDemo ? [own(), demo(), golden()] : [own()];
    const workspaces: BootstrapAnswer['workspaces'] = [];
    for (const one of wanted) workspaces.push(await this.ensure(user.user_id, one));
    return {
      created: password !== undefined,
      email: user.email,
      ...(password === undefined ? {} : { password }),
      workspaces,
    };
  }

  private async owner(): Promise<{ user: User; password?: string }> {
    const [first] = await this.users.find({ order: { user_id: 'ASC' }, take: 1 });
    if (first !== undefined) return { user: first };
    const password = newPassword();
    const user = await this.users.save(
      this.users.create({
        email: OWNER_EMAIL,
        name: 'Owner',
        password_hash: await hashPassword(password),
        language: speaksRussian() ? 'ru' : null,
        created_at: new Date(),
      }),
    );
    return { user, password };
  }

  private async ensure(
    user_id: number,
    { kind, name, time_zone, currency, accounts }: Wanted,
  ): Promise<BootstrapAnswer['workspaces'][number]> {
    const [there] = await this.stored.find({ where: { kind }, order: { workspace_id: 'ASC' }, take: 1 });
    const workspace = there ?? (await this.workspaces.create(user_id, { kind, name, time_zone, currency }));
    const connected: BootstrapAnswer['workspaces'][number]['accounts'] = [];
    for (const { key, input } of accounts) {
      const { account_id, channel } = await this.accounts.ensure(workspace.workspace_id, ACTOR, input);
      connected.push({ key, account_id, channel });
    }
    if (kind === 'demo') {
      const numbers = connected.map(({ key, account_id }) => [key, Number(account_id)] as const);
      await this.service.prepare(workspace, new Map(numbers));
      await this.costs.prepare(workspace);
    }
    const api_key =
      there === undefined && kind !== 'own'
        ? (
            await this.keys.create(workspace.workspace_id, ACTOR, {
              name: 'Filled at the first start',
              scopes: ['events:write'],
            })
          ).key
        : undefined;
    return {
      workspace_id: String(workspace.workspace_id),
      kind,
      name: workspace.name,
      ...(api_key === undefined ? {} : { api_key }),
      accounts: connected,
    };
  }
}

function own(): Wanted {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return {
    kind: 'own',
    name: 'My business',
    time_zone: isTimeZone(zone) ? zone : 'UTC',
    currency: 'RUB',
    accounts: [],
  };
}

const demo = (): Wanted => ({
  kind: 'demo',
  name: 'Demo',
  time_zone: 'Europe/Moscow',
  currency: 'RUB',
  accounts: CHANNELS.map((channel) => ({
    key: channel,
    input: {
      name: CHANNEL_LABELS[channel].en,
      channel,
      connection: 'events_api',
      default_sender: 'bot',
    },
  })),
});

/** Its accounts tell everything, so that the numbers are those counted by hand. */
const golden = (): Wanted => ({
  kind: 'golden',
  name: 'Golden set 2017',
  time_zone: 'Europe/Moscow',
  currency: 'RUB',
  accounts: [
    {
      key: 'chat',
      input: {
        name: 'Chat',
        channel: 'telegram',
        connection: 'events_api',
        capabilities: { outgoing: 'always', subscriptions: true },
        default_sender: 'bot',
      },
    },
  ],
});

const speaksRussian = (): boolean =>
  /^ru/i.test(process.env['LC_ALL'] || process.env['LC_MESSAGES'] || process.env['LANG'] || '');
