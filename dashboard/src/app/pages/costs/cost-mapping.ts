import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import {
  COST_CURRENCIES,
  COST_DAY_FORMATS,
  COST_FIELDS,
  type CostFieldName,
  type CostImport,
  type CostMapping,
  type CostProblem,
  type CostSample,
} from '@parley/contracts';
import { NgTemplateOutlet } from '@angular/common';
import { I18n } from '../../i18n/i18n';
import { formatDays, formatMoney } from './money';

const USUAL: readonly CostFieldName[] = ['day', 'amount', 'currency', 'source', 'medium', 'campaign'];
/** Of these one value may hold for the whole file. */
const WITH_VALUE: ReadonlySet<CostFieldName> = new Set([
  'currency',
  'source',
  'medium',
  'campaign',
  'content',
  'term',
  'ad_id',
  'channel',
  'account_id',
]);

/** Which column of a cost file is what, with the first rows as they would be understood. */
@Component({
  selector: 'app-cost-mapping',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [NgTemplateOutlet],
  templateUrl: './cost-mapping.html',
  styleUrls: ['../accounts/accounts.css', '../imports/imports.css', './costs.css'],
})
export class CostMappingEditor {
  readonly #i18n = inject(I18n);
  protected readonly t = this.#i18n.t;
  readonly import = input.required<CostImport>();
  readonly mapping = input.required<CostMapping>();
  readonly changed = output<CostMapping>();

  protected readonly usual = USUAL;
  protected readonly more = COST_FIELDS.filter((field) => !USUAL.includes(field));
  protected readonly formats = COST_DAY_FORMATS;
  protected readonly currencies = COST_CURRENCIES;
  protected readonly encodings = ['utf-8', 'windows-1251', 'utf-16le'] as const;
  protected readonly delimiters = [
    { value: ',', text: 'csv.delimiter.comma' },
    { value: ';', text: 'csv.delimiter.semicolon' },
    { value: '\t', text: 'csv.delimiter.tab' },
  ] as const;
  protected readonly rows = computed(() =>
    this.import().samples.map((sample) => ({ ...sample, result: this.#understood(sample) })),
  );

  protected takesValue(field: CostFieldName): boolean {
    return WITH_VALUE.has(field);
  }

  protected isNeeded(field: CostFieldName): boolean {
    return field === 'day' || field === 'amount' || field === 'currency';
  }

  protected columnOf(field: CostFieldName): string {
    return this.mapping().fields[field]?.column ?? '';
  }

  protected valueOf(field: CostFieldName): string {
    return this.mapping().fields[field]?.value ?? '';
  }

  protected set(field: CostFieldName, part: { column?: string; value?: string }): void {
    const { [field]: before, ...others } = this.mapping().fields;
    const column = part.column ?? before?.column ?? '';
    const value = (part.value ?? before?.value ?? '').trim();
    const from = { ...(column === '' ? {} : { column }), ...(value === '' ? {} : { value }) };
    this.change({ fields: Object.keys(from).length === 0 ? others : { ...others, [field]: from } });
  }

  protected setFormat(value: string): void {
    const day_format = COST_DAY_FORMATS.find((each) => each === value);
    if (day_format) this.change({ day_format });
  }

  protected setDelimiter(value: string): void {
    const found = this.delimiters.find((each) => each.value === value);
    if (found) this.change({ delimiter: found.value });
  }

  protected setEncoding(value: string): void {
    const encoding = this.encodings.find((each) => each === value);
    if (encoding) this.change({ encoding });
  }

  protected setHeaderLine(value: string): void {
    const header_line = Math.min(1000, Math.max(1, Math.round(Number(value)) || 1));
    this.change({ header_line });
  }

  protected change(part: Partial<CostMapping>): void {
    this.changed.emit({ ...this.mapping(), ...part });
  }

  protected wrong({ field, code, value }: CostProblem): string {
    const what = this.t(`files.problem.${code}`);
    const where = field === null ? '' : `${this.t(`files.f.${field}`)}: `;
    return `${where}${what}${value ? ` — «${value}»` : ''}`;
  }

  #understood({ cost }: CostSample): string {
    if (!cost) return '';
    const language = this.#i18n.language();
    const labels = [cost.source, cost.campaign, cost.content].filter((each) => each !== '').join(' / ');
    return [
      formatDays(cost.first_day, cost.last_day, language),
      formatMoney(cost.amount, cost.currency, language),
      labels,
    ]
      .filter((each) => each !== '')
      .join(' · ');
  }
}
