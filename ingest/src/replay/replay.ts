import type { NodeReplayInput, ReplayProgress, WithdrawInput } from '@parley/contracts';
import type { BodyKeeper } from '../bodies/body-keeper.js';
import { readTextMark } from '../bodies/marks.js';
import type { Intake } from '../intake.js';
import type { Filed, Quarantine } from '../quarantine/quarantine.js';
import type { Account, Directory, Workspace } from '../snapshot/directory.js';
import { sleep } from '../spool/pause.js';
import type { Store } from '../spool/store.js';
import type { Vault } from '../vault/vault.js';
import { mapPayload } from '../webhooks/collect.js';
import type { Platform } from '../webhooks/platform.js';
import { countInQuarantine, keyOf, tasksOfQuarantine, tasksOfVault, type Task } from './sources.js';
import { settled, type Outcome } from './settled.js';

export interface ReplayParts {
  store: Store;
  vault: Vault;
  quarantine: Quarantine;
  intake: Intake;
  bodies: BodyKeeper;
  platforms: Partial<Record<string, Platform>>;
  directory(): Directory | undefined;
  /** Asks the api to withdraw what older mappers made of bodies and the newer one did not make again. */
  withdraw(input: WithdrawInput, signal: AbortSignal): Promise<void>;
}

const TOGETHER = 64;
const LOOK_EVERY_MS = 100;
const TELL_EVERY_MS = 1000;
const WITHDRAW_AT_ONCE = 1000;

/**
 * Gives kept bodies to today's mappers once more, with the time at which they first came: an event that comes out as it
 * was changes nothing, a mapper of a higher version replaces what a lower one made, and what it did not make again is
 * withdrawn. Some bodies at a time: taken, stored, withdrawn, and only then settled in quarantine. So a replay that was
 * killed anywhere is healed by running it again.
 */
export class Replay {
  private readonly progress: ReplayProgress = {
    bodies: 0,
    total: 0,
    events: 0,
    still_unmapped: 0,
    is_done: false,
  };

  constructor(
    private readonly parts: ReplayParts,
    private readonly workspace: Workspace,
    private readonly input: NodeReplayInput,
    private readonly signal: AbortSignal,
  ) {}

  /** How far it is, at least once a second; the last one is done, or says what went wrong. Never throws. */
  async *run(): AsyncGenerator<ReplayProgress> {
    try {
      const { vault, quarantine } = this.parts;
      this.progress.total =
        this.input.what === 'vault'
          ? await vault.count(this.range())
          : countInQuarantine(quarantine, this.input);
      yield { ...this.progress };
      const pages =
        this.input.what === 'vault'
          ? tasksOfVault(vault, quarantine, this.range())
          : tasksOfQuarantine(quarantine, this.input);
      for await (const tasks of pages) {
        yield* this.replay(tasks);
        yield { ...this.progress };
      }
      yield { ...this.progress, is_done: true };
    } catch (error) {
      const why = this.signal.aborted ? 'it was stopped' : (error as Error).message;
      yield { ...this.progress, error: `${why}. Start the replay again: nothing is done twice.` };
    }
  }

  private range() {
    const { account_id: accountId, from, to } = this.input;
    return {
      workspaceId: this.workspace.workspaceId,
      ...(accountId === undefined ? {} : { accountId }),
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
    };
  }

  private async *replay(tasks: Task[]): AsyncGenerator<ReplayProgress> {
    const began = this.parts.store.nextPlace();
    const outcomes: Outcome[] = [];
    for (let from = 0; from < tasks.length; from += TOGETHER) {
      this.signal.throwIfAborted();
      outcomes.push(
        ...(await Promise.all(tasks.slice(from, from + TOGETHER).map((each) => this.take(each)))),
      );
    }
    yield* this.untilStored();
    const refused = this.refusedSince(began);
    const isRefused = ({ task }: Outcome) => refused.has(keyOf(task.source));
    await this.withdraw(outcomes.filter((each) => !isRefused(each)));
    await this.settle(outcomes, refused);
    this.progress.bodies += tasks.length;
    this.progress.events += outcomes.reduce((sum, { events }) => sum + events, 0);
    this.progress.still_unmapped += outcomes.filter(
      (each) => !each.platform || each.unmapped.length > 0 || isRefused(each),
    ).length;
  }

  /** Puts what a body states into the spool. */
  private async take(task: Task): Promise<Outcome> {
    const { intake, bodies, platforms } = this.parts;
    const { workspace } = this;
    const { source } = task;
    const account = this.accountOf(source.accountId);
    const platform = account && platforms[account.channel];
    if (source.row) {
      const { accountId, row } = source;
      await intake.acceptAgain([{ workspaceId: workspace.workspaceId, accountId, row }]);
      return { task, ...(platform ? { platform } : {}), events: 1, unmapped: [] };
    }
    if (!account || !platform) return { task, events: 0, unmapped: ['the account is not there any more'] };
    const payload = bodies.open(platform, workspace, source.body);
    const { events, unmapped } = mapPayload(platform, payload, account, source.receivedAt);
    await intake.accept({
      workspace,
      deliveryId: source.deliveryId,
      receivedAt: source.receivedAt,
      mapperVersion: platform.mapperVersion,
      events: events.map((event) => ({ event, account })),
      again: source.body.isFull ? {} : { sizeOfText: readTextMark },
    });
    return { task, platform, events: events.length, unmapped };
  }

  private accountOf(accountId: number): Account | undefined {
    return this.parts.directory()?.accountOf(this.workspace.workspaceId, accountId);
  }

  /** Waits until ClickHouse has, or refused, everything that is in the spool now. */
  private async *untilStored(): AsyncGenerator<ReplayProgress> {
    const { store } = this.parts;
    const last = store.nextPlace();
    let toldAt = Date.now();
    while ((store.oldestPlace() ?? Infinity) < last) {
      await sleep(LOOK_EVERY_MS, this.signal);
      this.signal.throwIfAborted();
      if (Date.now() - toldAt < TELL_EVERY_MS) continue;
      toldAt = Date.now();
      yield { ...this.progress };
    }
  }

  /** The rows that ClickHouse refused since then, by whose they are. */
  private refusedSince(began: number): Map<string, Filed[]> {
    const refused = new Map<string, Filed[]>();
    for (const filed of this.parts.quarantine.filed(this.workspace.workspaceId)) {
      if (filed.place <= began) break;
      if (filed.source !== 'insert') continue;
      refused.set(keyOf(filed), [...(refused.get(keyOf(filed)) ?? []), filed]);
    }
    return refused;
  }

  private async withdraw(outcomes: Outcome[]): Promise<void> {
    const byMapper = new Map<string, WithdrawInput>();
    for (const { task, platform } of outcomes) {
      const { source } = task;
      if (!platform || source.row) continue;
      const key = `${source.accountId}:${platform.mapperVersion}`;
      const input: WithdrawInput = byMapper.get(key) ?? {
        workspace_id: this.workspace.workspaceId,
        account_id: source.accountId,
        delivery_ids: [],
        mapper_version: platform.mapperVersion,
      };
      input.delivery_ids.push(String(source.deliveryId));
      byMapper.set(key, input);
    }
    for (const input of byMapper.values()) {
      const ids = [...new Set(input.delivery_ids)];
      for (let from = 0; from < ids.length; from += WITHDRAW_AT_ONCE) {
        this.signal.throwIfAborted();
        const delivery_ids = ids.slice(from, from + WITHDRAW_AT_ONCE);
        await this.parts.withdraw({ ...input, delivery_ids }, this.signal);
      }
    }
  }

  private async settle(outcomes: Outcome[], refused: Map<string, Filed[]>): Promise<void> {
    const { store, quarantine } = this.parts;
    await store.commit(() => settled(outcomes, refused, quarantine, this.workspace.workspaceId));
  }
}
