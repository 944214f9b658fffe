import { Inject, Injectable } from '@nestjs/common';
import {
  dialogueRows,
  dismissalStep,
  type DialogueTimeline,
  type RowReport,
  waitRows,
} from '@parley/contracts';
import {
  type ClickHouse,
  findDialogue,
  type FoundDialogue,
  type ListedRow,
  readThingId,
  readTimeline,
} from '@parley/sql';
import { type Place } from '../access/access.js';
import { can } from '../access/can.js';
import { AgentsService } from '../agents/agents.service.js';
import { REPORTS_STORE } from '../clickhouse/clickhouse.js';
import { DefinitionsService } from '../definitions/definitions.service.js';
import { notFound } from '../http/problem-error.js';
import { InboxLinks } from '../rows/inbox-links.service.js';
import { NamesService } from '../rows/names.service.js';
import { readRowQuestion, type RowQuestion } from '../rows/row-question.js';
import { type Asked, RowsService } from '../rows/rows.service.js';
import { spanOf } from './wait-span.js';

/** A dialogue holds at most 1000 messages, so no more waits. */
const WAITS_AT_MOST = 1000;

/** Tells what happened in one dialogue. */
@Injectable()
export class DialoguesService {
  constructor(
    @Inject(REPORTS_STORE) private readonly store: ClickHouse,
    private readonly definitions: DefinitionsService,
    private readonly rows: RowsService,
    private readonly names: NamesService,
    private readonly agents: AgentsService,
    private readonly inboxes: InboxLinks,
  ) {}

  /**
   * The dialogue of this id; one that late events joined to another since is found as part of it. Throws `not_found`, also
   * for an agent who neither answered in it nor is assigned.
   */
  async timeline(place: Place, id: string, signal: AbortSignal): Promise<DialogueTimeline> {
    const key = readThingId(id);
    if (key === null) throw notFound();
    const { workspace_id } = place;
    const { definition_id } = await this.definitions.active(workspace_id);
    const found = await findDialogue(this.store, { workspace_id, definition_id, ...key }, { signal });
    if (found === undefined) throw notFound();

    const dialogue_id = `${found.identity_id}-${found.started_ms}-${found.first_event_id}`;
    const asked = await this.rows.ask(place, questionOf(dialogueRows, found, { has_incoming: 'any' }));
    const heads = await this.list<ListedRow<'dialogues'>>(asked, 10, signal);
    const head = heads.find((row) => row.dialogue_id === dialogue_id);
    if (head === undefined) throw notFound();
    const [{ events, has_more_events }, waits] = await Promise.all([
      readTimeline(this.store, workspace_id, found, { signal }),
      this.waits(place, found, dialogue_id, signal),
    ]);

    const isMine = await this.mayDismiss(place);
    const whole = { ...head, inbox_url: null as string | null };
    const writeNames = this.names.forReader(place);
    await writeNames([whole, ...events, ...waits]);
    await this.inboxes.write(place, [whole], definition_id);
    const { identity_id, contact_name, channel, account_id, account_name } = whole;
    const { started_at, ended_at, starter, resolved_at, ref, inbox_url } = whole;
    return {
      dialogue_id,
      identity_id,
      contact_name,
      channel,
      account_id,
      account_name,
      started_at,
      ended_at,
      starter,
      resolved_at,
      ref,
      inbox_url,
      computed_at: asked.bound.now.toISOString(),
      events,
      has_more_events,
      waits: waits.map((wait) => ({
        ...spanOf(wait, events),
        step: isMine(wait) ? dismissalStep(wait) : null,
      })),
    };
  }

  private async waits(
    place: Place,
    found: FoundDialogue,
    dialogue_id: string,
    signal: AbortSignal,
  ): Promise<ListedRow<'waits'>[]> {
    // Whoever may see the dialogue sees all its waits: whose they were is the point.
    const everybody = place.user === undefined ? place : { ...place, user: undefined };
    const asked = await this.rows.ask(everybody, questionOf(waitRows, found, { kind: 'every' }));
    const waits = await this.list<ListedRow<'waits'>>(asked, WAITS_AT_MOST, signal);
    return waits.filter((wait) => wait.dialogue_id === dialogue_id);
  }

  /** Which waits whoever asks may dismiss: all those who read all, others only their own. */
  private async mayDismiss({
    workspace_id,
    user,
  }: Place): Promise<(wait: { agent_id: string | null }) => boolean> {
    const membership = user?.membership;
    if (membership === undefined || !can(membership.role, 'waits.dismiss')) return () => false;
    if (can(membership.role, 'reports.read')) return () => true;
    const roots = await this.agents.roots(workspace_id);
    const own = membership.agent_id === null ? null : roots.of(membership.agent_id);
    return ({ agent_id }) => own !== null && agent_id === own;
  }

  private async list<Row>({ query, values }: Asked, limit: number, signal: AbortSignal): Promise<Row[]> {
    const { rows } = await query.page(this.store, values, { limit, after: null }, { signal });
    return rows as Row[];
  }
}

/** Of one dialogue: its identity, and from its first message to the last. */
function questionOf(report: RowReport, found: FoundDialogue, own: Record<string, string>): RowQuestion {
  return readRowQuestion(report, {
    from: new Date(found.started_ms).toISOString(),
    to: new Date(found.ended_ms + 1).toISOString(),
    identity_ids: found.identity_id,
    ...own,
  });
}
