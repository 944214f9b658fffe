import { NgTemplateOutlet } from '@angular/common';
import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import {
  CSV_FIELDS,
  CSV_TIME_FORMATS,
  CSV_TYPES,
  type CsvFieldName,
  type CsvMapping,
  type CsvType,
  type ImportPreview,
  type ImportProblem,
  type ImportSample,
} from '@parley/contracts';
import { I18n } from '../../i18n/i18n';
import { ViewState } from '../../shell/view-state';
import { formatMoment } from '../../theme/dates';
import { fieldText, problemText } from './import-state';

const NEEDED: readonly CsvFieldName[] = ['occurred_at', 'contact_id', 'type'];
const USUAL: readonly CsvFieldName[] = [...NEEDED, 'text', 'agent_name', 'id'];
/** Stands in a select for «one value for all rows»; no column is called so. */
const ALWAYS = '\u0000always';

/** Which column of a CSV is what, with the first rows as they would be understood. */
@Component({
  selector: 'app-csv-mapping',
  imports: [NgTemplateOutlet],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './csv-mapping.html',
  styleUrls: ['../accounts/accounts.css', './imports.css'],
})
export class CsvMappingEditor {
  readonly #i18n = inject(I18n);
  readonly #view = inject(ViewState);
  protected readonly t = this.#i18n.t;
  readonly mapping = input.required<CsvMapping>();
  readonly preview = input.required<ImportPreview>();
  readonly changed = output<CsvMapping>();

  protected readonly always = ALWAYS;
  protected readonly usual = USUAL;
  protected readonly more = CSV_FIELDS.filter((field) => !USUAL.includes(field));
  protected readonly times = CSV_TIME_FORMATS;
  protected readonly types = CSV_TYPES;
  protected readonly encodings = ['utf-8', 'windows-1251', 'utf-16le'] as const;
  protected readonly delimiters = [
    { value: ',', text: 'csv.delimiter.comma' },
    { value: ';', text: 'csv.delimiter.semicolon' },
    { value: '\t', text: 'csv.delimiter.tab' },
  ] as const;
  protected readonly isMoreOpen = computed(() => this.more.some((field) => this.mapping().fields[field]));
  protected readonly hasTypeColumn = computed(() => {
    const from = this.mapping().fields.type;
    return from !== undefined && 'column' in from && this.preview().type_values.length > 0;
  });

  protected isNeeded(field: CsvFieldName): boolean {
    return NEEDED.includes(field);
  }

  /** What the select of a field shows: a column, {@link ALWAYS}, or nothing. */
  protected chosen(field: CsvFieldName): string {
    const from = this.mapping().fields[field];
    if (!from) return '';
    return 'column' in from ? from.column : ALWAYS;
  }

  protected valueOf(field: CsvFieldName): string {
    const from = this.mapping().fields[field];
    return from && 'value' in from ? from.value : '';
  }

  protected choose(field: CsvFieldName, chosen: string): void {
    const { [field]: _, ...others } = this.mapping().fields;
    const first = field === 'type' ? 'message_received' : '—';
    const from = chosen === ALWAYS ? { value: first } : { column: chosen };
    this.#change({ fields: chosen === '' ? others : { ...others, [field]: from } });
  }

  protected setValue(field: CsvFieldName, value: string): void {
    if (value.trim()) this.#change({ fields: { ...this.mapping().fields, [field]: { value } } });
  }

  protected typeOf(word: string): CsvType | '' {
    const types = this.mapping().types;
    return types[word] ?? CSV_TYPES.find((type) => type === word) ?? '';
  }

  protected setType(word: string, type: string): void {
    const { [word]: _, ...others } = this.mapping().types;
    const found = CSV_TYPES.find((each) => each === type);
    this.#change({ types: found === undefined ? others : { ...others, [word]: found } });
  }

  protected setTime(value: string): void {
    const time_format = CSV_TIME_FORMATS.find((each) => each === value);
    if (time_format) this.#change({ time_format });
  }

  /** After another delimiter or encoding the header reads differently, so the fields are suggested anew. */
  protected setDelimiter(value: string): void {
    const found = this.delimiters.find((each) => each.value === value);
    if (found) this.#change({ delimiter: found.value, fields: {}, types: {} });
  }

  protected setEncoding(value: string): void {
    const encoding = this.encodings.find((each) => each === value);
    if (encoding) this.#change({ encoding, fields: {}, types: {} });
  }

  protected wrong(problem: ImportProblem): string {
    const field = fieldText(problem.path);
    const which = field === null ? problem.path : this.t(field);
    return [this.t(problemText(problem)), which].filter(Boolean).join(' · ');
  }

  /** An understood row in a sentence: when, what, who, and the agent. */
  protected understood({ event }: ImportSample): string {
    if (!event) return '';
    const { type, occurred_at, contact, agent } = event as {
      type: CsvType;
      occurred_at: number;
      contact: { id: string; name?: string };
      agent?: { id: string; name?: string };
    };
    const when = formatMoment(
      new Date(occurred_at).toISOString(),
      this.#view.workspaceZone(),
      this.#i18n.language(),
    );
    const who = contact.name ?? contact.id;
    return [when, this.t(`csv.t.${type}`), who, agent?.name ?? agent?.id].filter(Boolean).join(' · ');
  }

  #change(part: Partial<CsvMapping>): void {
    this.changed.emit({ ...this.mapping(), ...part });
  }
}
