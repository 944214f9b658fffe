import { httpResource } from '@angular/common/http';
import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  linkedSignal,
  output,
  signal,
} from '@angular/core';
import {
  accountList,
  type Channel,
  CHANNELS,
  CHANNEL_LABELS,
  type Import,
  type ImportStart,
} from '@parley/contracts';
import { I18n } from '../../i18n/i18n';
import { ViewState } from '../../shell/view-state';
import { formatNumber } from '../../theme/format';

const CHANNEL_OF: Partial<Record<NonNullable<Import['format']>, Channel>> = {
  'telegram-export': 'telegram',
  'whatsapp-chat': 'whatsapp',
};

/** Where a checked file goes: an account that is there, or a new one. */
@Component({
  selector: 'app-import-start',
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './import-start.html',
  styleUrls: ['../accounts/accounts.css', './imports.css'],
})
export class ImportStartForm {
  readonly #i18n = inject(I18n);
  readonly #view = inject(ViewState);
  protected readonly t = this.#i18n.t;
  protected readonly text = this.#i18n.text;
  protected readonly labels = CHANNEL_LABELS;
  readonly import = input.required<Import>();
  readonly isBusy = input(false);
  readonly chosen = output<ImportStart>();

  readonly #accounts = httpResource(() => `/api/workspaces/${this.#view.workspaceId()}/accounts`, {
    parse: (raw) => accountList.parse(raw),
  });
  /** A file of one messenger belongs to an account of it; others may be of any. */
  readonly #only = computed(() => CHANNEL_OF[this.import().format ?? 'events-csv']);
  protected readonly channels = computed(() => {
    const only = this.#only();
    return only ? [only] : CHANNELS;
  });
  protected readonly accounts = computed(() => {
    const all = this.#accounts.hasValue() ? this.#accounts.value().accounts : [];
    const only = this.#only();
    return all.filter((each) => each.is_active && (!only || each.channel === only));
  });
  protected readonly isNew = linkedSignal(() => this.accounts().length === 0);
  protected readonly accountId = linkedSignal(() => this.accounts()[0]?.account_id ?? '');
  protected readonly name = signal('');
  protected readonly channel = linkedSignal<Channel>(() => this.#only() ?? 'telegram');
  protected readonly wasSent = signal(false);
  protected readonly isNameMissing = computed(() => this.wasSent() && this.isNew() && !this.name().trim());
  protected readonly count = computed(() =>
    formatNumber(this.import().report?.events ?? 0, this.#i18n.language()),
  );

  protected setChannel(value: string): void {
    const found = CHANNELS.find((each) => each === value);
    if (found) this.channel.set(found);
  }

  protected submit(event: Event): void {
    event.preventDefault();
    this.wasSent.set(true);
    if (this.isBusy() || this.isNameMissing()) return;
    if (!this.isNew()) this.chosen.emit({ account_id: this.accountId() });
    else this.chosen.emit({ account: { name: this.name().trim(), channel: this.channel() } });
  }
}
