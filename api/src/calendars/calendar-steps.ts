import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import {
  type Assignee,
  type AssignmentsInput,
  type CalendarInput,
  type CalendarPatch,
  type Localized,
} from '@parley/contracts';
import { type EntityManager, In } from 'typeorm';
import { Account } from '../accounts/account.entity.js';
import { AgentsService } from '../agents/agents.service.js';
import { conflict, invalidRequest, notFound, ProblemError } from '../http/problem-error.js';
import { TeamRow } from '../teams/team.entity.js';
import { keyOf, type Place, placeOf, usedBy } from './assignees.js';
import { type AssignmentLevel, CalendarAssignment, CalendarRow } from './calendar.entity.js';
import { holdFrom, tidy } from './hold-from.js';
import { type Step } from './schedule.service.js';

/** The changes to calendars and whose they are, as steps: made for good, or tried for a preview. */
@Injectable()
export class CalendarSteps {
  constructor(private readonly agents: AgentsService) {}

  /** Throws `conflict` for a name that is taken, `invalid_request` for users that are not there. */
  create =
    (workspace_id: number, input: CalendarInput): Step<number> =>
    async (manager) => {
      await this.refuseTaken(manager, workspace_id, input.name);
      const now = new Date();
      const { calendar_id } = await manager.save(
        manager.create(CalendarRow, {
          workspace_id,
          name: input.name,
          hours: tidy(input.hours),
          created_at: now,
          changed_at: now,
        }),
      );
      await this.setUsers(manager, workspace_id, calendar_id, input.used_by);
      const details = { calendar_id: String(calendar_id), used_by: input.used_by };
      return { done: { action: 'calendar.created', subject: input.name, details }, result: calendar_id };
    };

  /** Throws `not_found`, `conflict` for a name that is taken, `invalid_request` for what cannot be. */
  change =
    (workspace_id: number, calendar_id: number, patch: CalendarPatch): Step<number> =>
    async (manager) => {
      const row = await this.find(manager, workspace_id, calendar_id);
      const assignments = await manager.findBy(CalendarAssignment, { workspace_id });
      const before = { name: row.name, hours: row.hours, used_by: usedBy(assignments, calendar_id) };
      if (patch.name !== undefined) await this.refuseTaken(manager, workspace_id, patch.name, calendar_id);
      const name = patch.name ?? row.name;
      const hours =
        patch.hours === undefined
          ? row.hours
          : holdFrom(row.hours, patch.hours, patch.effective_from ?? null);
      await manager.update(CalendarRow, { calendar_id }, { name, hours, changed_at: new Date() });
      if (patch.used_by !== undefined) {
        await this.setUsers(manager, workspace_id, calendar_id, patch.used_by);
      }
      const used_by = usedBy(await manager.findBy(CalendarAssignment, { workspace_id }), calendar_id);
      const after = { name, hours, used_by };
      if (isDeepStrictEqual(before, after)) return { done: null, result: calendar_id };
      const done = {
        action: 'calendar.changed',
        subject: name,
        ...(patch.hours === undefined ? {} : { effective_from: patch.effective_from ?? null }),
        details: {
          calendar_id: String(calendar_id),
          changed: (['name', 'hours', 'used_by'] as const).filter(
            (part) => !isDeepStrictEqual(before[part], after[part]),
          ),
        },
      };
      return { done, result: calendar_id };
    };

  /** Throws `not_found`, and `conflict` while it is somebody's: nobody loses their hours by the way. */
  remove =
    (workspace_id: number, calendar_id: number): Step<void> =>
    async (manager) => {
      const { name } = await this.find(manager, workspace_id, calendar_id);
      if (await manager.existsBy(CalendarAssignment, { workspace_id, calendar_id })) throw stillUsed();
      await manager.delete(CalendarRow, { calendar_id });
      const details = { calendar_id: String(calendar_id) };
      return { done: { action: 'calendar.removed', subject: name, details }, result: undefined };
    };

  /** Throws `invalid_request` for users or calendars that are not there. */
  assign =
    (workspace_id: number, { assignments }: AssignmentsInput): Step<void> =>
    async (manager) => {
      const places = await this.places(
        manager,
        workspace_id,
        assignments.map(({ to }) => to),
      );
      const ids = assignments.flatMap(({ calendar_id }) =>
        calendar_id === null ? [] : [Number(calendar_id)],
      );
      const known = await manager.findBy(CalendarRow, { workspace_id, calendar_id: In(ids) });
      const before = await manager.findBy(CalendarAssignment, { workspace_id });
      for (const [index, { calendar_id }] of assignments.entries()) {
        const place = places[index];
        if (place === undefined) continue;
        const id = calendar_id === null ? null : Number(calendar_id);
        if (id !== null && !known.some((one) => one.calendar_id === id)) {
          throw nowhere(`assignments.${index}.calendar_id`);
        }
        await this.put(manager, workspace_id, place, id);
      }
      const after = await manager.findBy(CalendarAssignment, { workspace_id });
      const flat = (all: CalendarAssignment[]) => all.map((one) => `${keyOf(one)} ${one.calendar_id}`).sort();
      return isDeepStrictEqual(flat(before), flat(after))
        ? { done: null, result: undefined }
        : {
            done: { action: 'calendars.assigned', subject: '', details: { assignments } },
            result: undefined,
          };
    };

  private async find(
    manager: EntityManager,
    workspace_id: number,
    calendar_id: number,
  ): Promise<CalendarRow> {
    const row = await manager.findOneBy(CalendarRow, { workspace_id, calendar_id });
    if (row === null) throw notFound();
    return row;
  }

  private async setUsers(
    manager: EntityManager,
    workspace_id: number,
    calendar_id: number,
    users: readonly Assignee[],
  ): Promise<void> {
    const places = await this.places(manager, workspace_id, users);
    await manager.delete(CalendarAssignment, { workspace_id, calendar_id });
    for (const place of places) await this.put(manager, workspace_id, place, calendar_id);
  }

  /** An agent has one calendar, whichever of their identities is named. */
  private async put(
    manager: EntityManager,
    workspace_id: number,
    { level, subject_id, same }: Subject,
    calendar_id: number | null,
  ): Promise<void> {
    await manager.delete(CalendarAssignment, { workspace_id, level, subject_id: In(same) });
    if (calendar_id !== null)
      await manager.insert(CalendarAssignment, { workspace_id, level, subject_id, calendar_id });
  }

  /** The rows of these users, an agent as the person they count as. Throws `invalid_request` naming who is not there. */
  private async places(
    manager: EntityManager,
    workspace_id: number,
    users: readonly Assignee[],
  ): Promise<Subject[]> {
    const places = users.map(placeOf);
    const idsOf = (level: AssignmentLevel) =>
      places.flatMap((one) => (one.level === level ? [one.subject_id] : []));
    const accounts = await manager.findBy(Account, { workspace_id, account_id: In(idsOf('account')) });
    const teams = await manager.findBy(TeamRow, { workspace_id, team_id: In(idsOf('team')) });
    const strangers = await this.agents.strangers(manager, workspace_id, idsOf('agent'));
    const isThere = ({ level, subject_id }: Place) =>
      level === 'workspace' ||
      (level === 'account' && accounts.some((one) => String(one.account_id) === subject_id)) ||
      (level === 'team' && teams.some((one) => String(one.team_id) === subject_id)) ||
      (level === 'agent' && !strangers.includes(subject_id));
    const wrong = places.find((place) => !isThere(place));
    if (wrong !== undefined) throw nowhere(`${wrong.level} ${wrong.subject_id}`);
    const { persons } = await this.agents.known(workspace_id, manager);
    return places.map(({ level, subject_id }) =>
      level === 'agent'
        ? { level, subject_id: persons.roots.of(subject_id), same: persons.identitiesOf(subject_id) }
        : { level, subject_id, same: [subject_id] },
    );
  }

  private async refuseTaken(
    manager: EntityManager,
    workspace_id: number,
    name: string,
    but?: number,
  ): Promise<void> {
    const [taken] = await manager
      .getRepository(CalendarRow)
      .createQueryBuilder('calendar')
      .where('workspace_id = :workspace_id AND lower(name) = lower(:name)', { workspace_id, name })
      .getMany();
    if (taken !== undefined && taken.calendar_id !== but) throw nameTaken();
  }
}

interface Subject extends Place {
  /** Every number under which it may stand already: an agent's identities are one person. */
  same: string[];
}

const nowhere = (path: string): ProblemError =>
  invalidRequest([{ path, message: 'is not of this workspace' }]);

const NAME_TAKEN: Localized = {
  en: 'There is a calendar of this name already. Choose another name.',
  ru: 'График с таким названием уже есть. Выберите другое.',
};
const nameTaken = () => conflict(NAME_TAKEN);

const stillUsed = () =>
  conflict({
    en: 'This calendar is in use. Give its users another one first, or none.',
    ru: 'Этот график используется. Сначала назначьте тем, кто по нему работает, другой или уберите его у них.',
  });
