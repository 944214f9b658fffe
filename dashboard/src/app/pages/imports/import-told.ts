import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import type { Import, ImportOptions } from '@parley/contracts';
import { I18n } from '../../i18n/i18n';
import { formatNumber } from '../../theme/format';

const ORDERS = ['day_first', 'month_first', 'year_first'] as const;

/** What the format of a file needs to be told: who is us, the zone, the order of dates, the contact. */
@Component({
  selector: 'app-import-told',
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './import-told.html',
  styleUrls: ['../accounts/accounts.css', './imports.css'],
  styles: ':host { display: grid; gap: 0.75rem; max-width: none; }',
})
export class ImportTold {
  readonly #i18n = inject(I18n);
  protected readonly t = this.#i18n.t;
  readonly import = input.required<Import>();
  readonly told = output<Partial<ImportOptions>>();

  protected readonly orders = ORDERS;
  /** What the browser knows, and UTC, which it leaves out; the chosen one always. */
  protected readonly zones = computed(() => {
    const chosen = this.import().options.time_zone;
    return [...new Set([...(chosen ? [chosen] : []), 'UTC', ...Intl.supportedValuesOf('timeZone')])];
  });
  protected readonly hasZone = computed(() =>
    ['telegram-export', 'whatsapp-chat', 'events-csv'].includes(this.import().format ?? ''),
  );
  protected readonly isWhatsApp = computed(() => this.import().format === 'whatsapp-chat');
  protected readonly writers = computed(() => {
    const { preview, options } = this.import();
    return (preview?.writers ?? []).map(({ id, name, messages, is_us }) => ({
      id,
      name: name || id,
      messages: formatNumber(messages, this.#i18n.language()),
      is_us: options.me.length > 0 ? options.me.includes(id) : is_us,
    }));
  });
  /** The file suggests who is us, but nobody has confirmed it. */
  protected readonly isSuggested = computed(
    () => this.import().options.me.length === 0 && this.writers().some(({ is_us }) => is_us),
  );

  protected mark(id: string, isUs: boolean): void {
    const now = this.writers().filter((writer) => (writer.id === id ? isUs : writer.is_us));
    this.told.emit({ me: now.map((writer) => writer.id) });
  }

  protected confirm(): void {
    this.told.emit({ me: this.writers().flatMap(({ id, is_us }) => (is_us ? [id] : [])) });
  }

  protected setOrder(value: string): void {
    this.told.emit({ date_order: ORDERS.find((each) => each === value) });
  }

  protected setContact(value: string): void {
    this.told.emit({ contact_id: value.trim() || undefined });
  }
}
