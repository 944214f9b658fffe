import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import {
  COST_IMPORT_LIMITS,
  type CostImport,
  type CostImportInput,
  type CostImportList,
  type CostImportPatch,
  type CostSample,
} from '@parley/contracts';
import { type ClickHouse, removeCostLines } from '@parley/sql';
import { ILike, In, LessThan, type Repository } from 'typeorm';
import { AuditService } from '../audit/audit.service.js';
import { ADMIN_STORE } from '../clickhouse/clickhouse.js';
import { conflict, invalidRequest, notFound } from '../http/problem-error.js';
import { CostDays } from './cost-days.js';
import { CostFilePart, CostImportRow, CostSheetRow } from './cost.entities.js';
import { CostImportCheck } from './cost-import-check.js';
import { CostSaver } from './cost-saver.js';

const LISTED = 200;
const DAY_MS = 86_400_000;

/** Imported cost files, from the first byte to their undoing. */
@Injectable()
export class CostImportsService {
  constructor(
    @InjectRepository(CostImportRow) private readonly rows: Repository<CostImportRow>,
    @InjectRepository(CostFilePart) private readonly parts: Repository<CostFilePart>,
    @InjectRepository(CostSheetRow) private readonly sheets: Repository<CostSheetRow>,
    @Inject(ADMIN_STORE) private readonly store: ClickHouse,
    private readonly check: CostImportCheck,
    private readonly saver: CostSaver,
    private readonly days: CostDays,
    private readonly audit: AuditService,
  ) {}

  async list(workspace_id: number): Promise<CostImportList> {
    const order = { cost_import_id: 'DESC' } as const;
    const rows = await this.rows.find({ where: { workspace_id }, order, take: LISTED });
    const sheets = await this.sheets.find({
      where: { workspace_id, kind: 'import' },
      order: { name: 'ASC' },
    });
    const standing = await this.days.standingDays(workspace_id);
    return {
      imports: rows.map((row) => importJson(row, standing, [])),
      sheets: sheets.map(({ sheet_id, name, preset }) => ({ sheet_id: String(sheet_id), name, preset })),
    };
  }

  /** With the first rows as they would be understood, until it is saved. */
  async read(workspace_id: number, cost_import_id: number): Promise<CostImport> {
    const row = await this.find(workspace_id, cost_import_id);
    if (row.state !== 'checked') return this.told(row, []);
    const { samples } = await this.check.check(row);
    return this.told(row, samples);
  }

  async create(workspace_id: number, actor: string, input: CostImportInput): Promise<CostImport> {
    await this.forgetOld(workspace_id);
    const row = await this.rows.save(
      this.rows.create({
        workspace_id,
        sheet_id: null,
        sheet_name: '',
        ...input,
        uploaded_bytes: 0,
        state: 'uploading',
        mapping: null,
        is_remembered: false,
        columns: [],
        questions: [],
        report: null,
        failure: null,
        days: [],
        saved_lines: 0,
        created_at: new Date(),
        created_by: actor,
        saved_at: null,
        undone_at: null,
        undone_by: null,
      }),
    );
    return this.told(row, []);
  }

  /** Keeps the next part of the file; a file that is whole is checked. */
  async append(
    workspace_id: number,
    cost_import_id: number,
    offset: number,
    part: unknown,
  ): Promise<CostImport> {
    const row = await this.find(workspace_id, cost_import_id);
    if (!(part instanceof Uint8Array) || part.length === 0)
      throw invalidRequest([{ path: '', message: 'must be a part of the file as application/octet-stream' }]);
    if (row.state !== 'uploading' || offset !== row.uploaded_bytes) {
      throw conflict({
        en: `${row.uploaded_bytes} bytes of this file have arrived: go on there.`,
        ru: `Получено байт этого файла: ${row.uploaded_bytes}. Продолжите с этого места.`,
      });
    }
    const uploaded_bytes = offset + part.length;
    if (uploaded_bytes > row.file_bytes) {
      throw invalidRequest([{ path: '', message: `the file was said to have ${row.file_bytes} bytes` }]);
    }
    await this.parts.upsert({ cost_import_id, starts_at: offset, bytes: Buffer.from(part) }, [
      'cost_import_id',
      'starts_at',
    ]);
    await this.rows.update({ cost_import_id }, { uploaded_bytes });
    const now = { ...row, uploaded_bytes };
    return uploaded_bytes < row.file_bytes ? this.told(now, []) : this.checked(now);
  }

  /** Changes how the file is understood, and checks it anew. */
  async change(workspace_id: number, cost_import_id: number, patch: CostImportPatch): Promise<CostImport> {
    const row = await this.find(workspace_id, cost_import_id);
    if (row.state !== 'checked' && row.state !== 'failed') throw isPast();
    const { mapping = row.mapping } = patch;
    let { sheet_id, sheet_name } = row;
    if (patch.sheet_id !== undefined) {
      sheet_id = patch.sheet_id === null ? null : Number(patch.sheet_id);
      if (sheet_id !== null) sheet_name = (await this.sheet(workspace_id, sheet_id)).name;
      else if (patch.sheet_name === undefined) sheet_name = '';
    }
    if (patch.sheet_name !== undefined && sheet_id === null) ({ sheet_name } = patch);
    return this.checked({ ...row, mapping, sheet_id, sheet_name });
  }

  /** Saves a checked file in the background. Throws `conflict` while something of it is wrong or not told. */
  async save(workspace_id: number, actor: string, cost_import_id: number): Promise<CostImport> {
    const row = await this.find(workspace_id, cost_import_id);
    if (row.state === 'saving' || row.state === 'done') return this.told(row, []);
    if (row.state !== 'checked') throw isPast();
    if (row.questions.length > 0 || row.report === null) {
      throw conflict({
        en: `Tell first: ${row.questions.join(', ')}.`,
        ru: `Сначала укажите: ${row.questions.join(', ')}.`,
      });
    }
    if (row.report.refused > 0) throw isWrong(row.report.refused, row.report.problems[0]?.line ?? null);
    if (row.days.length === 0) {
      throw conflict({ en: 'This file holds no costs.', ru: 'В этом файле нет расходов.' });
    }
    const sheet_id = row.sheet_id ?? (await this.newSheet(row));
    const began = { state: 'saving' as const, sheet_id, saved_lines: 0, created_by: actor };
    const { affected } = await this.rows.update({ cost_import_id, state: 'checked' }, began);
    if (affected === 0) return this.read(workspace_id, cost_import_id);
    this.saver.wake();
    return this.told({ ...row, ...began }, []);
  }

  /** Gives its days back to what stood there before it. */
  async undo(workspace_id: number, actor: string, cost_import_id: number): Promise<CostImport> {
    const row = await this.find(workspace_id, cost_import_id);
    if (row.state === 'undone') return this.told(row, []);
    const { sheet_id } = row;
    if (row.state !== 'done' || sheet_id === null) {
      throw conflict({
        en: 'Nothing of this file has been saved, so there is nothing to undo.',
        ru: 'Из этого файла ещё ничего не сохранено: отменять нечего.',
      });
    }
    const undone = { state: 'undone' as const, undone_at: new Date(), undone_by: actor };
    await this.days.change(workspace_id, async (manager) => {
      await manager.update(CostImportRow, { cost_import_id }, undone);
      return {
        days: await this.days.ofImports(manager, workspace_id, sheet_id, row.days),
        result: undefined,
      };
    });
    await removeCostLines(this.store, { workspace_id, sheet_id, entry_id: cost_import_id });
    await this.audit.record(workspace_id, actor, 'costs.import_undone', row.file_name, {
      cost_import_id: String(cost_import_id),
      sheet: row.sheet_name,
      days: `${row.days[0] ?? ''} – ${row.days.at(-1) ?? ''}`,
    });
    return this.told({ ...row, ...undone }, []);
  }

  /** Forgets a file that was not saved. */
  async remove(workspace_id: number, cost_import_id: number): Promise<void> {
    const row = await this.find(workspace_id, cost_import_id);
    if (row.state === 'saving' || row.state === 'done') {
      throw conflict({
        en: 'It has been saved. Undo it to take away what it brought.',
        ru: 'Файл уже сохранён. Чтобы убрать загруженное, отмените импорт.',
      });
    }
    await this.rows.delete({ cost_import_id });
  }

  private async checked(row: CostImportRow): Promise<CostImport> {
    const { news, samples } = await this.check.check(row);
    await this.rows.update(
      { cost_import_id: row.cost_import_id, state: In(['uploading', 'checked', 'failed']) },
      news,
    );
    return this.told({ ...row, ...news }, samples);
  }

  private async newSheet({ workspace_id, sheet_name: name, mapping }: CostImportRow): Promise<number> {
    const escaped = name.replace(/[\\%_]/g, '\\$&');
    if (await this.sheets.existsBy({ workspace_id, kind: 'import', name: ILike(escaped) })) {
      throw conflict({
        en: `There is a cost sheet «${name}». Choose it to replace its days, or give another name.`,
        ru: `Таблица расходов «${name}» уже есть. Выберите её, чтобы заменить её дни, или дайте другое имя.`,
      });
    }
    const preset = mapping?.preset ?? null;
    const made = this.sheets.create({ workspace_id, kind: 'import', name, preset, created_at: new Date() });
    return (await this.sheets.save(made)).sheet_id;
  }

  private async sheet(workspace_id: number, sheet_id: number): Promise<CostSheetRow> {
    const found = await this.sheets.findOneBy({ workspace_id, sheet_id, kind: 'import' });
    if (found === null)
      throw invalidRequest([{ path: 'sheet_id', message: 'is not a cost sheet of this workspace' }]);
    return found;
  }

  /** What was never saved is not kept for ever. */
  private async forgetOld(workspace_id: number): Promise<void> {
    const created_at = LessThan(new Date(Date.now() - COST_IMPORT_LIMITS.kept_days * DAY_MS));
    await this.rows.delete({ workspace_id, state: In(['uploading', 'checked', 'failed']), created_at });
  }

  private async find(workspace_id: number, cost_import_id: number): Promise<CostImportRow> {
    const row = await this.rows.findOneBy({ workspace_id, cost_import_id });
    if (row === null) throw notFound();
    return row;
  }

  private async told(row: CostImportRow, samples: CostSample[]): Promise<CostImport> {
    const standing = row.state === 'done' ? await this.days.standingDays(row.workspace_id) : new Map();
    return importJson(row, standing, samples);
  }
}

const isPast = () =>
  conflict({
    en: 'This file cannot be changed any more. Upload it again.',
    ru: 'Этот файл уже нельзя изменить. Загрузите его снова.',
  });

const isWrong = (lines: number, first: number | null) =>
  conflict({
    en: `Lines that cannot be understood: ${lines}, the first is line ${first ?? '?'}. Nothing was saved.`,
    ru: `Строк, которые не удалось понять: ${lines}, первая — строка ${first ?? '?'}. Ничего не сохранено.`,
  });

function importJson(
  row: CostImportRow,
  standing: ReadonlyMap<number, number>,
  samples: CostSample[],
): CostImport {
  const {
    workspace_id: _,
    days: __,
    cost_import_id,
    sheet_id,
    created_at,
    saved_at,
    undone_at,
    ...told
  } = row;
  return {
    ...told,
    cost_import_id: String(cost_import_id),
    sheet_id: sheet_id === null ? null : String(sheet_id),
    samples,
    standing_days: standing.get(cost_import_id) ?? 0,
    created_at: created_at.toISOString(),
    saved_at: saved_at?.toISOString() ?? null,
    undone_at: undone_at?.toISOString() ?? null,
  };
}
