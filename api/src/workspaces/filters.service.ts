import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { CHANNELS, type FilterChoices } from '@parley/contracts';
import { type Repository } from 'typeorm';
import { type Place } from '../access/access.js';
import { can } from '../access/can.js';
import { Account } from '../accounts/account.entity.js';
import { AgentsService } from '../agents/agents.service.js';
import { TeamsService } from '../teams/teams.service.js';

/** What the filters of the dashboard offer to this reader. */
@Injectable()
export class FiltersService {
  constructor(
    @InjectRepository(Account) private readonly accounts: Repository<Account>,
    private readonly people: AgentsService,
    private readonly teams: TeamsService,
  ) {}

  async read(place: Place): Promise<FilterChoices> {
    // Disconnected accounts as well: their past is in the reports.
    const accounts = await this.accounts.find({
      where: { workspace_id: place.workspace_id },
      order: { name: 'ASC', account_id: 'ASC' },
    });
    const used = new Set(accounts.map((account) => account.channel));
    const membership = place.user?.membership;
    const seesOnlyOwn = membership !== undefined && !can(membership.role, 'reports.read');
    const agents = await this.people.choices(place.workspace_id);
    const own =
      membership?.agent_id && seesOnlyOwn
        ? (await this.people.roots(place.workspace_id)).of(membership.agent_id)
        : null;
    return {
      channels: CHANNELS.filter((channel) => used.has(channel)),
      accounts: accounts.map((account) => ({
        account_id: String(account.account_id),
        name: account.name,
        channel: account.channel,
      })),
      teams: seesOnlyOwn ? [] : await this.teams.choices(place.workspace_id),
      agents: seesOnlyOwn ? agents.filter((agent) => agent.agent_id === own) : agents,
    };
  }
}
