import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import {
  type Import,
  type ImportInput,
  type ImportPatch,
  type ImportStart,
  type ImportState,
  type NodeImport,
} from '@parley/contracts';
import { In, type Repository } from 'typeorm';
import { Account } from '../accounts/account.entity.js';
import { AccountsService } from '../accounts/accounts.service.js';
import { AuditService } from '../audit/audit.service.js';
import { conflict, invalidRequest, notFound, ProblemError } from '../http/problem-error.js';
import { ImportNode } from './import-node.js';
import { ImportRow } from './import.entity.js';
import { importJson, isResting, newsOf } from './import-json.js';
import { ImportUndo } from './import-undo.js';
import { MappingsService } from './mappings.service.js';

const LISTED = 200;
const UNDOABLE = new Set<ImportState>(['queued', 'running', 'paused', 'done', 'failed']);

/** The imports of a workspace: files on their way through an ingest process. */
@Injectable()
export class ImportsService {
  constructor(
    @InjectRepository(ImportRow) private readonly rows: Repository<ImportRow>,
    @InjectRepository(Account) private readonly accountRows: Repository<Account>,
    private readonly accounts: AccountsService,
    private readonly node: ImportNode,
    private readonly undos: ImportUndo,
    private readonly mappings: MappingsService,
    private readonly audit: AuditService,
  ) {}

  /** The newest first. What moves by itself is asked of its process. */
  async list(workspace_id: number): Promise<Import[]> {
    const rows = await this.rows.find({
      where: { workspace_id },
      order: { import_id: 'DESC' },
      take: LISTED,
    });
    const all = await Promise.all(rows.map((row) => this.refreshed(row)));
    return this.told(all.map(({ row, live }) => ({ row, live: live && { ...live, preview: null } })));
  }

  async read(workspace_id: number, import_id: number): Promise<Import> {
    const row = await this.find(workspace_id, import_id);
    return this.one(await this.refreshed(row));
  }

  async create(workspace_id: number, actor: string, input: ImportInput): Promise<Import> {
    const row = await this.rows.save(
      this.rows.create({
        workspace_id,
        account_id: null,
        node: this.node.choose(),
        file_name: input.file_name,
        file_bytes: input.file_bytes,
        state: 'uploading',
        format: input.format ?? null,
        options: input.options,
        questions: [],
        accepted: 0,
        report: null,
        failure: null,
        created_at: new Date(),
        created_by: actor,
        finished_at: null,
      }),
    );
    return this.one({ row, live: undefined });
  }

  /** Hands the next part of the file on; a file that is whole is checked, with what was remembered for its header. */
  async append(workspace_id: number, import_id: number, offset: number, part: unknown): Promise<Import> {
    const row = await this.find(workspace_id, import_id);
    if (!(part instanceof Uint8Array) || part.length === 0)
      throw invalidRequest([{ path: '', message: 'must be a part of the file as application/octet-stream' }]);
    if (offset === 0) {
      const { file_name, file_bytes, format, options } = row;
      await this.node.ask(row, 'PUT', '', { workspace_id, file_name, file_bytes, format, options });
    }
    const live = await this.tell(row, 'PUT', `/file?offset=${offset}`, part);
    return this.one(await this.keep(row, live));
  }

  /** Changes what was told of the file; the first rows are understood anew at once, the whole in the background. */
  async change(workspace_id: number, import_id: number, patch: ImportPatch): Promise<Import> {
    const row = await this.find(workspace_id, import_id);
    return this.one(await this.keep(row, await this.tell(row, 'PATCH', '', patch)));
  }

  async start(workspace_id: number, actor: string, import_id: number, given: ImportStart): Promise<Import> {
    const row = await this.find(workspace_id, import_id);
    const account_id = await this.accountFor(workspace_id, actor, given);
    // Known before anything is taken: what has an account can be undone.
    await this.rows.update({ import_id }, { account_id });
    const live = await this.tell(row, 'POST', '/start', { account_id }).catch(async (error: unknown) => {
      if (error instanceof ProblemError && error.code === 'conflict')
        await this.rows.update({ import_id }, { account_id: row.account_id });
      throw error;
    });
    const started = await this.keep({ ...row, account_id }, live);
    const { csv } = live.options;
    if (csv && live.preview) await this.mappings.remember(workspace_id, live.preview.columns, csv);
    await this.record(row, actor, 'import.started', { account_id: String(account_id) });
    return this.one(started);
  }

  async pause(workspace_id: number, import_id: number): Promise<Import> {
    const row = await this.find(workspace_id, import_id);
    return this.one(await this.keep(row, await this.tell(row, 'POST', '/pause')));
  }

  async resume(workspace_id: number, import_id: number): Promise<Import> {
    const row = await this.find(workspace_id, import_id);
    return this.one(await this.keep(row, await this.tell(row, 'POST', '/resume')));
  }

  /** Takes everything away that this import brought, in the background. What a platform told of the same stays. */
  async undo(workspace_id: number, actor: string, import_id: number): Promise<Import> {
    const found = await this.find(workspace_id, import_id);
    if (found.state === 'undoing' || found.state === 'undone')
      return this.one({ row: found, live: undefined });
    const { row } = await this.refreshed(found);
    if (row.account_id === null || !UNDOABLE.has(row.state)) {
      throw conflict({
        en: 'Nothing of this file has been imported, so there is nothing to undo.',
        ru: 'Из этого файла ещё ничего не импортировано: отменять нечего.',
      });
    }
    await this.rows.update({ import_id }, { state: 'undoing' });
    await this.record(row, actor, 'import.undone', { events: row.accepted });
    this.undos.wake();
    return this.one({ row: { ...row, state: 'undoing' }, live: undefined });
  }

  /** Forgets an import that was never started, and its file. */
  async remove(workspace_id: number, import_id: number): Promise<void> {
    const row = await this.find(workspace_id, import_id);
    if (row.account_id !== null) {
      throw conflict({
        en: 'It has been started. Undo it to take away what it brought.',
        ru: 'Импорт уже начат. Чтобы убрать загруженное, отмените импорт.',
      });
    }
    await this.node.ask(row, 'DELETE');
    await this.rows.delete({ import_id });
  }

  private async accountFor(workspace_id: number, actor: string, given: ImportStart): Promise<number> {
    const id = Number(given.account_id);
    if (given.account_id !== undefined) {
      await this.accounts.read(workspace_id, id);
      return id;
    }
    if (!given.account)
      throw invalidRequest([{ path: 'account_id', message: 'or a new account must be given' }]);
    const input = { ...given.account, connection: 'import', default_sender: 'agent' } as const;
    return Number((await this.accounts.ensure(workspace_id, actor, input)).account_id);
  }

  /** Tells the process that has the file. Throws `conflict` when it has it no more. */
  private async tell(
    row: ImportRow,
    method: 'POST' | 'PUT' | 'PATCH',
    path: string,
    body?: object,
  ): Promise<NodeImport> {
    if (isResting(row)) throw fileGone();
    const live = await this.node.ask(row, method, path, body);
    if (live === undefined) throw fileGone();
    return live;
  }

  /** The row with the news of its process, kept; `live` is null when the process does not answer. */
  private async refreshed(row: ImportRow): Promise<Known> {
    if (row.state === 'undoing') this.undos.wake();
    if (isResting(row)) return { row, live: undefined };
    try {
      const live = await this.node.ask(row, 'GET');
      if (live) return await this.keep(row, live);
      // Before the first part its process has never heard of it; later it has forgotten the file.
      if (row.state === 'uploading' || row.state === 'failed') return { row, live: undefined };
      const failure = { code: 'file_gone', line: null, path: '' } as const;
      await this.rows.update({ import_id: row.import_id }, { state: 'failed', failure });
      return { row: { ...row, state: 'failed', failure }, live: undefined };
    } catch {
      return { row, live: null };
    }
  }

  private async keep(row: ImportRow, live: NodeImport): Promise<Known> {
    const remembered = await this.remembered(row, live);
    const news = newsOf(remembered);
    if (live.state !== 'undoing') {
      // A report asked before an undo must not bring the import back.
      await this.rows.update({ import_id: row.import_id, state: In([row.state]) }, news);
    }
    return { row: { ...row, ...news }, live: remembered };
  }

  /** A CSV whose header was seen before is understood as it was then. */
  private async remembered(row: ImportRow, live: NodeImport): Promise<NodeImport> {
    const isFresh = row.state === 'uploading' || row.state === 'checking';
    const { preview } = live;
    if (!isFresh || live.format !== 'events-csv' || !preview || preview.is_remembered) return live;
    if (row.options.csv !== undefined) return live;
    const csv = await this.mappings.find(row.workspace_id, preview.columns);
    if (!csv) return live;
    const patch = { options: { ...live.options, csv }, is_remembered: true };
    return (await this.node.ask(row, 'PATCH', '', patch)) ?? live;
  }

  private async find(workspace_id: number, import_id: number): Promise<ImportRow> {
    const row = await this.rows.findOneBy({ workspace_id, import_id });
    if (row === null) throw notFound();
    return row;
  }

  private async one(known: Known): Promise<Import> {
    const [told] = await this.told([known]);
    if (told === undefined) throw notFound();
    return told;
  }

  private async told(all: Known[]): Promise<Import[]> {
    const ids = [...new Set(all.flatMap(({ row }) => (row.account_id === null ? [] : [row.account_id])))];
    const accounts = await this.accountRows.findBy({ account_id: In(ids) });
    const names = new Map(accounts.map(({ account_id, name }) => [account_id, name]));
    return all.map(({ row, live }) => importJson(row, names.get(row.account_id ?? 0) ?? '', live));
  }

  private record(row: ImportRow, actor: string, action: string, details: Record<string, string | number>) {
    const { workspace_id, import_id, file_name } = row;
    return this.audit.record(workspace_id, actor, action, file_name, {
      import_id: String(import_id),
      ...details,
    });
  }
}

interface Known {
  row: ImportRow;
  /** Undefined: its process need not be asked, or knows nothing; null: it does not answer. */
  live: NodeImport | null | undefined;
}

const fileGone = () =>
  conflict({
    en: 'The file of this import is no longer kept. Upload it again: nothing is counted twice.',
    ru: 'Файл этого импорта больше не хранится. Загрузите его снова: ничего не посчитается дважды.',
  });
