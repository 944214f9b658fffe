import { randomUUID } from 'node:crypto';
import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { type DerivationState } from '@parley/contracts';
import { DefinitionsService } from '../definitions/definitions.service.js';
import { RebuildQueue } from '../definitions/rebuild-queue.js';
import { LeasesService } from '../leases/leases.service.js';
import { type DerivationNews, type RunningDerivation } from './derivation-loop.js';
import { Rebuilder } from './rebuilder.js';
import { START_DERIVATION, type StartDerivation } from './start-derivation.js';

const LEASE = 'derivation';
/** So long after a process was killed another one waits before it derives. */
const LEASE_SECONDS = 10;
const RENEW_MS = 3_000;
const ANSWER_MS = 5_000;

type Round = Extract<DerivationNews, { type: 'round' }>;

/** Runs the derivation in one api process at a time, and the rebuilds that were asked for. */
@Injectable()
export class DerivationService implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('derivation');
  private readonly holder = randomUUID();
  private running: RunningDerivation | undefined;
  private heldUntil = 0;
  private timer: NodeJS.Timeout | undefined;
  private ticking: Promise<void> = Promise.resolve();
  private isStopping = false;
  private lastRound: Round | undefined;
  private failing = false;
  private readonly listeners = new Set<(round: Round) => void>();

  constructor(
    private readonly leases: LeasesService,
    private readonly definitions: DefinitionsService,
    private readonly rebuilder: Rebuilder,
    queue: RebuildQueue,
    @Inject(START_DERIVATION) private readonly start: StartDerivation,
  ) {
    queue.onWake(() => this.rebuilder.wake(this.running));
  }

  onApplicationBootstrap(): void {
    this.tick();
  }

  async onModuleDestroy(): Promise<void> {
    this.isStopping = true;
    clearTimeout(this.timer);
    await this.ticking;
    const { running } = this;
    this.running = undefined;
    await running?.stop();
    await this.rebuilder.settled();
    if (running) await this.leases.release(LEASE, this.holder).catch(() => undefined);
  }

  /** Whether events have arrived that the derived rows do not hold yet, as far as this process knows. */
  get isDeriving(): boolean {
    if (this.failing) return true;
    // Before its first round is over, which after an upgrade derives everything anew, nothing is known.
    if (this.lastRound === undefined) return this.running !== undefined;
    return this.lastRound.identities > 0;
  }

  /** The state as of now: waits for a round that began after the question. */
  async state(): Promise<DerivationState> {
    const progress = await this.definitions.rebuildProgress();
    const round = await this.nextRound();
    return {
      is_idle: round !== undefined && round.identities === 0 && progress === null,
      lag_ms: round?.lag_ms ?? 0,
      rebuilding: progress === null ? null : { progress },
    };
  }

  /** Waits for a round that began after the question. False: none ended in time, or another process derives. */
  async hasCaughtUp(): Promise<boolean> {
    return (await this.nextRound()) !== undefined;
  }

  private nextRound(): Promise<Round | undefined> {
    const asked = Date.now();
    return new Promise((resolve) => {
      const finish = (round: Round | undefined) => {
        clearTimeout(timer);
        this.listeners.delete(listener);
        resolve(round);
      };
      // A round that began in the very millisecond of the question may have begun before it.
      const listener = (round: Round) => {
        if (round.begun_at > asked) finish(round);
        else this.running?.poke();
      };
      const timer = setTimeout(() => finish(undefined), this.running ? ANSWER_MS : 0);
      this.listeners.add(listener);
      this.running?.poke();
    });
  }

  private tick(): void {
    this.ticking = this.renew()
      .catch((error: unknown) => {
        // PostgreSQL away: go on until the lease has certainly passed to somebody else.
        this.logger.warn(
          `The lease was not renewed: ${error instanceof Error ? error.message : String(error)}`,
        );
        if (Date.now() > this.heldUntil) return this.halt();
        return undefined;
      })
      .finally(() => {
        if (this.isStopping) return;
        this.timer = setTimeout(() => this.tick(), RENEW_MS);
        this.timer.unref();
      });
  }

  private async renew(): Promise<void> {
    const asked = Date.now();
    if (!(await this.leases.hold(LEASE, this.holder, LEASE_SECONDS))) return this.halt();
    this.heldUntil = asked + LEASE_SECONDS * 1000;
    if (this.isStopping) return;
    this.running ??= this.begin();
    this.rebuilder.wake(this.running);
  }

  private begin(): RunningDerivation {
    this.logger.log('Deriving in this process.');
    const running: RunningDerivation = this.start(
      (news) => this.hear(news),
      (line) => this.logger.log(line),
      () => {
        // Ended by itself: the next tick starts it again.
        if (this.running === running) this.running = undefined;
      },
    );
    return running;
  }

  private async halt(): Promise<void> {
    const { running } = this;
    this.running = undefined;
    if (!running) return;
    this.logger.warn('Another process derives now.');
    await running.stop();
  }

  private hear(news: DerivationNews): void {
    if (news.type === 'failed') {
      if (!this.failing) this.logger.warn(`Deriving failed, trying again: ${news.message}`);
      this.failing = true;
      return;
    }
    if (this.failing) this.logger.log('Deriving works again.');
    this.failing = false;
    this.lastRound = news;
    for (const listener of [...this.listeners]) listener(news);
  }
}
