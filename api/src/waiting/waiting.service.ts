import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { waitingNow } from '@parley/contracts';
import { type Access, type Place } from '../access/access.js';
import { can } from '../access/can.js';
import { AgentsService } from '../agents/agents.service.js';
import { agentsAllowed } from '../reports/reports.service.js';
import { readRowQuestion } from '../rows/row-question.js';
import { RowsService } from '../rows/rows.service.js';
import { StillAllowed } from './still-allowed.service.js';
import { Viewer, type Waiting, type Wish } from './viewer.js';

/** So often who waits is asked, once per workspace however many look on. */
const LOOK_MS = 1_000;
/** So often it is checked that a reader still may look. */
const CHECK_MS = 5_000;
/** More than these are not looked at: nobody reads on so far. */
const MOST_WAITING = 5_000;

interface Watch {
  viewers: Map<Viewer, { access: Access; checkedAt: number }>;
  timer: NodeJS.Timeout | undefined;
  last: Waiting | undefined;
}

/** Shows who waits, live. While nobody looks on, nothing is asked and no timer runs. */
@Injectable()
export class WaitingService implements OnModuleDestroy {
  private readonly logger = new Logger('waiting');
  private readonly watches = new Map<number, Watch>();
  private isStopping = false;

  constructor(
    private readonly rows: RowsService,
    private readonly agents: AgentsService,
    private readonly allowed: StillAllowed,
  ) {}

  /** How many streams are open. */
  get viewers(): number {
    return [...this.watches.values()].reduce((sum, { viewers }) => sum + viewers.size, 0);
  }

  /** What this reader asked to see. Throws as the report does for a wrong or a forbidden question. */
  async wishOf(place: Place, query: Record<string, unknown>): Promise<Wish> {
    const question = readRowQuestion(waitingNow, query);
    const roots = await this.agents.roots(place.workspace_id);
    const role = place.user?.membership.role;
    const { channels, account_ids, team_ids } = question.params;
    return {
      channels,
      account_ids,
      team_ids,
      agent_ids: agentsAllowed(place, question, roots).map((id) => roots.of(id)),
      seesContacts: role !== undefined && can(role, 'contacts.read_names'),
    };
  }

  /** From now on the viewer is shown who waits, until `leave`. */
  join(workspace_id: number, viewer: Viewer, access: Access): void {
    if (this.isStopping) {
      viewer.end();
      return;
    }
    const watch = this.watches.get(workspace_id) ?? { viewers: new Map(), timer: undefined, last: undefined };
    this.watches.set(workspace_id, watch);
    watch.viewers.set(viewer, { access, checkedAt: Date.now() });
    if (watch.last) viewer.show(watch.last);
    if (watch.viewers.size === 1) this.lookAfter(workspace_id, watch, 0);
  }

  leave(workspace_id: number, viewer: Viewer): void {
    const watch = this.watches.get(workspace_id);
    if (watch === undefined) return;
    watch.viewers.delete(viewer);
    if (watch.viewers.size > 0) return;
    clearTimeout(watch.timer);
    this.watches.delete(workspace_id);
  }

  onModuleDestroy(): void {
    this.isStopping = true;
    for (const [workspace_id, { viewers }] of this.watches) {
      for (const viewer of [...viewers.keys()]) {
        viewer.end();
        this.leave(workspace_id, viewer);
      }
    }
  }

  private lookAfter(workspace_id: number, watch: Watch, ms: number): void {
    clearTimeout(watch.timer);
    watch.timer = setTimeout(() => void this.look(workspace_id, watch), ms);
  }

  private async look(workspace_id: number, watch: Watch): Promise<void> {
    const began = Date.now();
    try {
      await this.check(workspace_id, watch);
      if (watch.viewers.size === 0) return;
      watch.last = await this.read(workspace_id);
      for (const viewer of watch.viewers.keys()) viewer.show(watch.last);
    } catch (error) {
      // The list stands still; readers see by its time that it is old.
      this.logger.warn(`Who waits is not known: ${error instanceof Error ? error.message : String(error)}`);
    }
    // A new watch may have taken the place of one that everybody left meanwhile.
    if (watch.viewers.size > 0 && this.watches.get(workspace_id) === watch) {
      this.lookAfter(workspace_id, watch, Math.max(0, LOOK_MS - (Date.now() - began)));
    }
  }

  private async check(workspace_id: number, watch: Watch): Promise<void> {
    for (const [viewer, reader] of [...watch.viewers]) {
      if (Date.now() - reader.checkedAt < CHECK_MS) continue;
      reader.checkedAt = Date.now();
      if (await this.allowed.check(reader.access)) continue;
      viewer.end();
      this.leave(workspace_id, viewer);
    }
  }

  private async read(workspace_id: number): Promise<Waiting> {
    const { named, plain, ...rest } = await this.rows.waiting(workspace_id, MOST_WAITING);
    const rows = waitingNow.row.array();
    return { ...rest, named: rows.parse(named), plain: rows.parse(plain) };
  }
}
