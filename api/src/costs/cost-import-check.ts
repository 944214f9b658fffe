import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import {
  COST_IMPORT_LIMITS,
  COST_PRESET_DEFINITIONS,
  type CostMapping,
  costMapping,
  type CostQuestion,
  type CostReport,
  type CostSample,
  NO_SOURCE,
  SourceReader,
} from '@parley/contracts';
import { type ClickHouse, STANDING_OF_SHEET } from '@parley/sql';
import { type Repository } from 'typeorm';
import { Account } from '../accounts/account.entity.js';
import { REPORTS_STORE } from '../clickhouse/clickhouse.js';
import { SourceRulesService } from '../sources/source-rules.service.js';
import { CostFilePart, CostImportRow, CostMappingRow, CostSheetRow } from './cost.entities.js';
import { CostFile, moneyText, unitsOf } from './file/cost-file.js';
import { csvRows, textOf, WrongCostFile } from './file/decode.js';
import { headerBy, recognise } from './file/recognise.js';

/** What is found out of a file: what of its row changes, and the first rows as they would be understood. */
export interface Found {
  news: Pick<
    CostImportRow,
    | 'state'
    | 'mapping'
    | 'is_remembered'
    | 'columns'
    | 'questions'
    | 'report'
    | 'failure'
    | 'days'
    | 'sheet_id'
    | 'sheet_name'
  >;
  samples: CostSample[];
}

/** Finds out what a cost file holds, what must be told of it, and what it would replace. */
@Injectable()
export class CostImportCheck {
  constructor(
    @InjectRepository(CostFilePart) private readonly parts: Repository<CostFilePart>,
    @InjectRepository(CostMappingRow) private readonly mappings: Repository<CostMappingRow>,
    @InjectRepository(CostSheetRow) private readonly sheets: Repository<CostSheetRow>,
    @InjectRepository(Account) private readonly accounts: Repository<Account>,
    @Inject(REPORTS_STORE) private readonly store: ClickHouse,
    private readonly sources: SourceRulesService,
  ) {}

  /** Looks at the whole file. Without a mapping it is recognised, as it was the last time where its header is known. */
  async check(row: CostImportRow): Promise<Found> {
    const { sheet_id, sheet_name } = row;
    const blank = {
      mapping: row.mapping,
      is_remembered: row.is_remembered,
      columns: row.columns,
      questions: [],
      report: null,
      failure: null,
      days: [],
      sheet_id,
      sheet_name,
    };
    try {
      const bytes = await this.bytes(row);
      const known = await this.understoodAs(row, bytes);
      return await this.read({ ...row, ...known }, textOf(bytes, known.mapping.encoding), known.columns);
    } catch (error) {
      if (!(error instanceof WrongCostFile)) throw error;
      const { code, line } = error;
      return { news: { ...blank, state: 'failed', failure: { code, line } }, samples: [] };
    }
  }

  /** The file, ready to be saved. */
  async file(row: CostImportRow): Promise<CostFile> {
    const mapping = costMapping.parse(row.mapping);
    return this.fileOf(row, textOf(await this.bytes(row), mapping.encoding), mapping);
  }

  async remember({ workspace_id, columns, mapping, sheet_id }: CostImportRow): Promise<void> {
    if (mapping === null || sheet_id === null) return;
    await this.mappings.upsert(
      { workspace_id, header_hash: hashOf(columns), mapping, sheet_id, used_at: new Date() },
      ['workspace_id', 'header_hash'],
    );
  }

  private async bytes({ cost_import_id, file_bytes }: CostImportRow): Promise<Buffer> {
    const parts = await this.parts.find({ where: { cost_import_id }, order: { starts_at: 'ASC' } });
    const bytes = Buffer.concat(parts.map((part) => part.bytes));
    if (bytes.length !== file_bytes) throw new WrongCostFile('file_gone');
    return bytes;
  }

  private async understoodAs(row: CostImportRow, bytes: Buffer) {
    if (row.mapping !== null) {
      const mapping = costMapping.parse(row.mapping);
      const columns = await headerBy(textOf(bytes, mapping.encoding), mapping);
      return { mapping, columns, is_remembered: row.is_remembered };
    }
    const found = await recognise(bytes);
    const { workspace_id } = row;
    const before = await this.mappings.findOneBy({ workspace_id, header_hash: hashOf(found.columns) });
    const remembered = before === null ? undefined : costMapping.safeParse(before.mapping).data;
    if (before === null || remembered === undefined) {
      return { ...found, is_remembered: false, ...(await this.sheetFor(workspace_id, found.mapping)) };
    }
    // Where the header stands, and in which bytes, is a matter of this file.
    const { encoding, delimiter, header_line } = found.mapping;
    const sheet = await this.sheets.findOneBy({ workspace_id, sheet_id: before.sheet_id });
    return {
      columns: found.columns,
      mapping: { ...remembered, encoding, delimiter, header_line },
      is_remembered: true,
      ...(sheet === null ? {} : { sheet_id: sheet.sheet_id, sheet_name: sheet.name }),
    };
  }

  /** The one sheet of the same advertising system; a new one with its name where there is none yet. */
  private async sheetFor(workspace_id: number, { preset }: CostMapping) {
    if (preset === null) return {};
    const [sheet, another] = await this.sheets.findBy({ workspace_id, kind: 'import', preset });
    if (sheet === undefined) return { sheet_id: null, sheet_name: COST_PRESET_DEFINITIONS[preset].label.en };
    return another === undefined ? { sheet_id: sheet.sheet_id, sheet_name: sheet.name } : {};
  }

  private async read(
    row: CostImportRow & { mapping: CostMapping },
    text: string,
    columns: string[],
  ): Promise<Found> {
    const { mapping, is_remembered, sheet_id, sheet_name } = row;
    const questions = questionsOf(row, columns);
    const news = {
      state: 'checked' as const,
      mapping,
      is_remembered,
      columns,
      questions,
      failure: null,
      sheet_id,
      sheet_name,
    };
    if (questions.some((question) => question !== 'sheet'))
      return { news: { ...news, report: null, days: [] }, samples: await rawSamples(text, mapping) };
    const { report, samples, days } = await (await this.fileOf(row, text, mapping)).check();
    const { replaces, kept } = await this.replaced(row, days);
    const notices = [...report.notices];
    if (kept > 0) notices.push({ code: 'days_kept', rows: kept, line: null, value: '' });
    return { news: { ...news, report: { ...report, notices, replaces }, days }, samples };
  }

  private async fileOf(
    { workspace_id }: CostImportRow,
    text: string,
    mapping: CostMapping,
  ): Promise<CostFile> {
    const accounts = await this.accounts.find({ select: { account_id: true }, where: { workspace_id } });
    const reader = new SourceReader((await this.sources.read(workspace_id)).rules);
    const touch = { channel: '', account_id: 0, is_ad: false, given: NO_SOURCE };
    return new CostFile(text, mapping, {
      account_ids: new Set(accounts.map(({ account_id }) => String(account_id))),
      labelsOfRef: (ref) => {
        const { rule: _, ...labels } = reader.read({ ...touch, ref });
        return labels;
      },
    });
  }

  /** What stands in the sheet for these days, and how many days between them stay as they are. */
  private async replaced({ workspace_id, sheet_id }: CostImportRow, days: readonly string[]) {
    const nothing: CostReport['replaces'] = { days: 0, totals: [] };
    const [first_day] = days;
    const last_day = days.at(-1);
    if (sheet_id === null || first_day === undefined || last_day === undefined)
      return { replaces: nothing, kept: 0 };
    const bound = { workspace_id, sheet_id, first_day, last_day };
    const found = await this.store.query<Standing>(STANDING_OF_SHEET, bound, { name: 'standing costs' });
    const brought = new Set(days);
    const sums = new Map<string, bigint>();
    const gone = found.filter(({ day }) => brought.has(day));
    for (const { currency, amount } of gone) {
      // A day that stood without a cost has no currency.
      if (currency !== '') sums.set(currency, (sums.get(currency) ?? 0n) + unitsOf(amount));
    }
    const daysIn = (rows: readonly Standing[]) => new Set(rows.map(({ day }) => day)).size;
    const totals = [...sums].map(([currency, units]) => ({ currency, amount: moneyText(units) }));
    return {
      replaces: { days: daysIn(gone), totals },
      kept: daysIn(found.filter(({ day }) => !brought.has(day))),
    };
  }
}

interface Standing {
  day: string;
  currency: string;
  amount: string;
}

function questionsOf(
  { mapping: { fields }, sheet_id, sheet_name }: CostImportRow & { mapping: CostMapping },
  columns: readonly string[],
): CostQuestion[] {
  const isThere = (column: string | undefined) => column !== undefined && columns.includes(column);
  const questions: CostQuestion[] = [];
  if (!isThere(fields.day?.column)) questions.push('day');
  if (!isThere(fields.amount?.column)) questions.push('amount');
  if (!isThere(fields.currency?.column) && fields.currency?.value === undefined) questions.push('currency');
  if (sheet_id === null && sheet_name.trim() === '') questions.push('sheet');
  return questions;
}

async function rawSamples(text: string, { delimiter, header_line }: CostMapping): Promise<CostSample[]> {
  const samples: CostSample[] = [];
  for await (const { line, cells } of csvRows(text, delimiter)) {
    if (line > header_line) samples.push({ line, cells, cost: null, problem: null, is_total: false });
    if (samples.length >= COST_IMPORT_LIMITS.preview_rows) break;
  }
  return samples;
}

const hashOf = (columns: readonly string[]) =>
  createHash('sha256').update(JSON.stringify(columns)).digest('hex');
