import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type Report, type Schedule, type Target } from '@parley/contracts';
import { serviceLimits, type ServiceLimits } from '@parley/sql';
import { type Repository } from 'typeorm';
import { z } from 'zod';
import { Account } from '../accounts/account.entity.js';
import { type Definition } from '../definitions/definition.entity.js';
import { TargetsService } from '../targets/targets.service.js';
import { TeamRow } from '../teams/team.entity.js';

export interface WorkspaceLimits {
  limits: ServiceLimits;
  targets: Target[];
  /** Whether business time is known of anybody. */
  has_calendar: boolean;
}

/** Says what is late at a moment: by the targets of a workspace, and by the calendars its waits were derived with. */
@Injectable()
export class LimitsService {
  constructor(
    @InjectRepository(Account) private readonly accounts: Repository<Account>,
    @InjectRepository(TeamRow) private readonly teams: Repository<TeamRow>,
    private readonly targets: TargetsService,
  ) {}

  /** With `wanted`, by these targets instead of those that hold. */
  async of(
    definition: Pick<Definition, 'workspace_id' | 'params' | 'schedule'>,
    now: Date,
    wanted?: Target[],
  ): Promise<WorkspaceLimits> {
    const { workspace_id, params, schedule } = definition;
    const targets = wanted ?? (await this.targets.current(workspace_id));
    const accounts = await this.accounts.find({ where: { workspace_id }, order: { account_id: 'ASC' } });
    const teams = await this.teams.find({ where: { workspace_id }, order: { team_id: 'ASC' } });
    return {
      limits: serviceLimits({
        schedule,
        accounts,
        team_ids: teams.map(({ team_id }) => team_id),
        targets: targets.map((one) => ({
          ...one,
          team_id: one.team_id === null ? null : Number(one.team_id),
        })),
        unanswered: { seconds: params.unanswered_after_seconds, hours: params.unanswered_hours },
        now,
      }),
      targets,
      has_calendar: hasCalendar(schedule),
    };
  }
}

const hasCalendar = ({ calendars }: Schedule): boolean => Object.keys(calendars).length > 0;

/** Whether a report speaks of how long people waited, so that its reader must know by which hours and targets. */
export const measuresWaits = ({ params, row }: Report): boolean =>
  'wait_state' in row.shape ||
  (params instanceof z.ZodObject && ('clock_starts' in params.shape || 'hours' in params.shape));

/** Whether a report says how much of open hours is worked, so that it must be bound with the calendars. */
export const tellsOpenHours = ({ row }: Pick<Report, 'row'>): boolean => 'open_seconds' in row.shape;
