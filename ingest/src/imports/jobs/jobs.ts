import { IMPORT_LIMITS, type ImportState, type NodeImport, type NodeImportInput } from '@parley/contracts';
import { Problem } from '../../problem.js';
import { findingOf, previewOf } from './check-file.js';
import type { Job } from './job.js';
import type { JobFolder } from './job-folder.js';
import { Lane } from './lane.js';
import { Pace } from './pace.js';
import { checkpointOf, type TakeParts } from './take-file.js';
import { examine, takeAll } from './work.js';

export interface JobsParts extends TakeParts {
  folder: JobFolder;
  log(line: string): void;
}

const DAY_MS = 24 * 3600 * 1000;

const gone = () => new Problem(404, 'not_found', 'Not found', 'There is no such import here.');
const wrongState = (state: ImportState) =>
  new Problem(409, 'conflict', 'Not now', `The import is ${state}: this cannot be done with it now.`);

/** The imports of this process: takes their files, checks them, and takes their events in the background. */
export class Jobs {
  private readonly jobs: Map<number, Job>;
  private readonly checks = new Lane();
  private readonly takes = new Lane();
  private readonly paces = new Map<number, Pace>();
  private written: Promise<void> = Promise.resolve();

  constructor(private readonly parts: JobsParts) {
    this.jobs = new Map(parts.folder.readAll().map((job) => [job.import_id, job]));
  }

  /** Goes on with what an earlier run left unfinished. */
  start(): void {
    for (const job of this.jobs.values()) {
      if (job.state === 'checking') this.check(job);
      else if (job.state === 'queued' || job.state === 'running') this.take(job);
    }
  }

  async stop(): Promise<void> {
    await Promise.all([this.checks.stopAll(), this.takes.stopAll()]);
  }

  /** Throws a 404 {@link Problem} for one that is not here, whoever's it is. */
  async read(importId: number): Promise<NodeImport> {
    const job = this.find(importId);
    const { folder, store } = this.parts;
    const { accepted, taken } = checkpointOf(store, importId);
    const pace = this.paces.get(importId);
    const all = job.report?.events ?? 0;
    const isTaking = job.started_at !== null;
    return {
      import_id: job.import_id,
      workspace_id: job.workspace_id,
      file_bytes: job.file_bytes,
      state: job.state,
      format: job.format,
      options: job.options,
      uploaded_bytes: job.state === 'uploading' ? await folder.bytesOf(importId) : job.file_bytes,
      progress: isTaking ? (all === 0 ? 1 : Math.min(1, taken / all)) : (pace?.share(job.file_bytes) ?? 0),
      accepted,
      events_per_second: job.state === 'running' ? (pace?.perSecond() ?? null) : null,
      questions: job.questions,
      report: job.report,
      failure: job.failure,
      preview: job.preview,
      finished_at: job.finished_at,
      is_let_go: this.isLetGo(job),
    };
  }

  /** Makes an import known; the same again changes nothing. */
  async create(importId: number, input: NodeImportInput): Promise<NodeImport> {
    if (!this.jobs.has(importId)) {
      const job: Job = {
        import_id: importId,
        ...input,
        state: 'uploading',
        questions: [],
        report: null,
        preview: null,
        failure: null,
        checked_at: null,
        account_id: null,
        started_at: null,
        finished_at: null,
        changed_at: Date.now(),
        ends_at_place: null,
      };
      await this.keep(job);
    }
    return this.read(importId);
  }

  /** Takes the next part of the file; checks it when that was the last. Throws 409 when `offset` is not where it stands. */
  async append(importId: number, offset: number, part: Uint8Array): Promise<NodeImport> {
    const job = this.find(importId);
    const { folder, store } = this.parts;
    if (job.state !== 'uploading') throw wrongState(job.state);
    const there = await folder.bytesOf(importId);
    if (offset !== there)
      throw new Problem(409, 'conflict', 'Not there', `Go on at byte ${there}: so many have arrived.`);
    if (there + part.length > job.file_bytes)
      throw new Problem(409, 'conflict', 'Too much', 'The file is longer than it was said to be.');
    await store.assertRoom();
    await folder.append(importId, offset, part);
    if (there + part.length === job.file_bytes) await this.recheck(job, {});
    return this.read(importId);
  }

  /** Changes what was told of the file and checks it anew. */
  async change(
    importId: number,
    patch: Partial<Pick<Job, 'format' | 'options'>> & { is_remembered?: boolean | undefined },
  ): Promise<NodeImport> {
    const job = this.find(importId);
    const isChecked = job.started_at === null && job.state !== 'uploading';
    if (!isChecked) throw wrongState(job.state);
    const { is_remembered, ...changes } = patch;
    const preview = job.preview && { ...job.preview, is_remembered: is_remembered ?? false };
    await this.recheck({ ...job, preview }, changes);
    return this.read(importId);
  }

  async begin(importId: number, accountId: number): Promise<NodeImport> {
    const job = this.find(importId);
    if (job.state !== 'checked') throw wrongState(job.state);
    await this.keep({ ...job, account_id: accountId, started_at: Date.now(), state: 'queued' });
    this.take(this.find(importId));
    return this.read(importId);
  }

  async pause(importId: number): Promise<NodeImport> {
    const job = this.find(importId);
    if (job.state !== 'queued' && job.state !== 'running') throw wrongState(job.state);
    const stopped = this.takes.stop(importId);
    await this.keep({ ...job, state: 'paused' });
    await stopped;
    return this.read(importId);
  }

  async resume(importId: number): Promise<NodeImport> {
    const job = this.find(importId);
    const isStopped = job.state === 'paused' || (job.state === 'failed' && job.started_at !== null);
    if (!isStopped) throw wrongState(job.state);
    await this.keep({ ...job, state: 'queued', failure: null });
    this.take(this.find(importId));
    return this.read(importId);
  }

  /** Nothing more of it is taken. `is_let_go` tells when none of its rows is on its way any more. */
  async end(importId: number): Promise<NodeImport> {
    const job = this.find(importId);
    const stopped = Promise.all([this.checks.stop(importId), this.takes.stop(importId)]);
    await this.keep({ ...job, state: 'undoing' });
    await stopped;
    await this.keep({ ...this.find(importId), ends_at_place: this.parts.store.nextPlace() });
    return this.read(importId);
  }

  /** Forgets the import and its file, after stopping whatever is under way. */
  async forget(importId: number): Promise<void> {
    this.jobs.delete(importId);
    this.paces.delete(importId);
    await Promise.all([this.checks.stop(importId), this.takes.stop(importId)]);
    await this.parts.store.commit(() => [this.parts.store.imports.remove(importId)]);
    await this.parts.folder.forget(importId);
  }

  /** Forgets what has been left alone for a week; what is still on its way stays known. */
  async sweep(now = Date.now()): Promise<void> {
    for (const job of [...this.jobs.values()]) {
      const isOld = job.changed_at < now - IMPORT_LIMITS.kept_days * DAY_MS;
      const isWorking = this.checks.has(job.import_id) || this.takes.has(job.import_id);
      if (isOld && !isWorking && (job.started_at === null || this.isLetGo(job)))
        await this.forget(job.import_id);
    }
  }

  private find(importId: number): Job {
    const job = this.jobs.get(importId);
    if (!job) throw gone();
    return job;
  }

  private isLetGo({ import_id: id, ends_at_place: end }: Job): boolean {
    return end !== null && !this.takes.has(id) && (this.parts.store.oldestPlace() ?? Infinity) > end;
  }

  private async keep(job: Job): Promise<void> {
    const kept = { ...job, changed_at: Date.now() };
    this.jobs.set(job.import_id, kept);
    // One after the other, so that the disk ends up with the last.
    const written = this.written.then(() => this.parts.folder.write(kept));
    this.written = written.catch(() => undefined);
    await written;
  }

  /** Shows at once how the first rows are understood, then reads the whole file in the background. */
  private async recheck(job: Job, changes: Partial<Pick<Job, 'format' | 'options'>>): Promise<void> {
    await this.checks.stop(job.import_id);
    const next: Job = { ...job, ...changes, state: 'checking', report: null, failure: null, questions: [] };
    // Another kind of file or another header: what was suggested for the old one fits no more.
    const isOther = changes.format !== undefined && changes.format !== job.format;
    if (next.format !== null && job.state !== 'uploading') await this.look(next, isOther);
    await this.keep(next);
    this.check(next);
  }

  private async look(job: Job, isOther: boolean): Promise<void> {
    if (isOther) job.options = { ...job.options, csv: undefined };
    try {
      Object.assign(job, await previewOf(this.parts.folder.fileOf(job.import_id), job));
    } catch (error) {
      // The check finds the same and tells it.
      findingOf(error);
    }
  }

  private check({ import_id: id }: Job): void {
    const pace = new Pace();
    this.paces.set(id, pace);
    this.checks.run(id, async (signal) => {
      const job = this.jobs.get(id);
      if (job?.state !== 'checking') return;
      const found = await examine(job, this.parts.folder.fileOf(id), pace, signal).catch((error: unknown) =>
        this.unexpected(id, error),
      );
      if (!signal.aborted && found && this.jobs.has(id)) await this.keep(found);
    });
  }

  private take({ import_id: id }: Job): void {
    const pace = new Pace();
    this.paces.set(id, pace);
    this.takes.run(id, async (signal) => {
      const job = this.jobs.get(id);
      if (job?.state !== 'queued' && job?.state !== 'running') return;
      await this.keep({ ...job, state: 'running' });
      const found = await takeAll(this.parts, job, this.parts.folder.fileOf(id), pace, signal).catch(
        (error: unknown) => this.unexpected(id, error),
      );
      if (!signal.aborted && found && this.jobs.has(id)) await this.keep(found);
    });
  }

  private unexpected(id: number, error: unknown): Job | undefined {
    this.parts.log(
      `import ${id}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
    const job = this.jobs.get(id);
    return job && { ...job, state: 'failed', failure: { code: 'unexpected', line: null, path: '' } };
  }
}
