import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import {
  type AssignmentsInput,
  type Calendar,
  calendarHours,
  type CalendarInput,
  type CalendarList,
  type CalendarPatch,
} from '@parley/contracts';
import { type Repository } from 'typeorm';
import { DefinitionsService } from '../definitions/definitions.service.js';
import { notFound } from '../http/problem-error.js';
import { usedBy } from './assignees.js';
import { CalendarAssignment, CalendarRow } from './calendar.entity.js';
import { CalendarSteps } from './calendar-steps.js';
import { ScheduleService } from './schedule.service.js';

/** Keeps calendars and whose they are. */
@Injectable()
export class CalendarsService {
  constructor(
    @InjectRepository(CalendarRow) private readonly calendars: Repository<CalendarRow>,
    @InjectRepository(CalendarAssignment) private readonly assignments: Repository<CalendarAssignment>,
    private readonly definitions: DefinitionsService,
    private readonly schedule: ScheduleService,
    private readonly steps: CalendarSteps,
  ) {}

  async list(workspace_id: number): Promise<CalendarList> {
    const { building } = await this.definitions.current(workspace_id);
    return {
      calendars: await this.all(workspace_id),
      rebuilding:
        building === null
          ? null
          : {
              progress: Math.min(1, Math.max(0, building.progress)),
              started_at: building.created_at.toISOString(),
            },
    };
  }

  async create(workspace_id: number, actor: string, input: CalendarInput): Promise<Calendar> {
    const id = await this.schedule.change(workspace_id, actor, this.steps.create(workspace_id, input));
    return this.find(workspace_id, id);
  }

  async change(
    workspace_id: number,
    actor: string,
    calendar_id: number,
    patch: CalendarPatch,
  ): Promise<Calendar> {
    await this.schedule.change(workspace_id, actor, this.steps.change(workspace_id, calendar_id, patch));
    return this.find(workspace_id, calendar_id);
  }

  async assign(workspace_id: number, actor: string, input: AssignmentsInput): Promise<CalendarList> {
    await this.schedule.change(workspace_id, actor, this.steps.assign(workspace_id, input));
    return this.list(workspace_id);
  }

  remove(workspace_id: number, actor: string, calendar_id: number): Promise<void> {
    return this.schedule.change(workspace_id, actor, this.steps.remove(workspace_id, calendar_id));
  }

  private async find(workspace_id: number, calendar_id: number): Promise<Calendar> {
    const found = (await this.all(workspace_id)).find((one) => one.calendar_id === String(calendar_id));
    if (found === undefined) throw notFound();
    return found;
  }

  private async all(workspace_id: number): Promise<Calendar[]> {
    const rows = await this.calendars.findBy({ workspace_id });
    const assignments = await this.assignments.findBy({ workspace_id });
    return rows
      .sort((one, other) => one.name.localeCompare(other.name))
      .map(({ calendar_id, name, hours, created_at, changed_at }) => ({
        calendar_id: String(calendar_id),
        name,
        // In the order of the week: stored JSON has forgotten any.
        hours: calendarHours.parse(hours),
        used_by: usedBy(assignments, calendar_id),
        created_at: created_at.toISOString(),
        changed_at: changed_at.toISOString(),
      }));
  }
}
