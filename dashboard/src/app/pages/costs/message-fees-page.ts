import { httpResource } from '@angular/common/http';
import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import {
  accountList,
  CHANNEL_LABELS,
  CHANNELS,
  COST_CURRENCIES,
  FEE_SENDERS,
  type MessageFee,
  type MessageFeeInput,
  messageFeeInput,
  messageFees,
  WHATSAPP_CATEGORIES,
} from '@parley/contracts';
import { I18n } from '../../i18n/i18n';
import { failureOf } from '../../session/failure';
import { ViewState } from '../../shell/view-state';
import { Failed } from '../../ui/failed';
import { Loading } from '../../ui/loading';
import { CostsTabs } from './costs-tabs';
import { Entries } from './entries';
import { formatDay, formatMoney } from './money';

/** What channels ask for a delivered message, from which day on. */
@Component({
  selector: 'app-message-fees-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [CostsTabs, Failed, Loading],
  templateUrl: './message-fees-page.html',
  styleUrls: ['../accounts/accounts.css', '../imports/imports.css', './costs.css'],
})
export class MessageFeesPage {
  readonly #i18n = inject(I18n);
  readonly #state = inject(ViewState);
  protected readonly t = this.#i18n.t;
  protected readonly text = this.#i18n.text;
  protected readonly entries = new Entries<MessageFeeInput>();
  protected readonly currencies = COST_CURRENCIES;
  protected readonly channels = CHANNELS;
  protected readonly channelLabels = CHANNEL_LABELS;
  protected readonly senders = FEE_SENDERS;
  protected readonly categories = WHATSAPP_CATEGORIES;
  readonly #accounts = httpResource(
    () =>
      // A viewer may see prices and no accounts.
      this.#state.workspace()?.role === 'viewer'
        ? undefined
        : `/api/workspaces/${this.#state.workspaceId()}/accounts`,
    { parse: (raw) => accountList.parse(raw) },
  );
  protected readonly accounts = computed(() => {
    const channel = this.entries.edited()?.draft.channel;
    return this.#all().filter((each) => each.channel === channel);
  });
  readonly #all = computed(() => (this.#accounts.hasValue() ? this.#accounts.value().accounts : []));
  protected readonly list = httpResource(() => `${this.entries.base()}/fees`, {
    parse: (raw) => messageFees.parse(raw),
  });
  protected readonly failure = computed(() => (this.list.error() ? failureOf(this.list.error()) : null));
  protected readonly rows = computed(() =>
    (this.list.hasValue() ? this.list.value().fees : []).map((fee) => ({
      fee,
      channel: this.text(CHANNEL_LABELS[fee.channel]),
      account: this.#accountOf(fee),
      category: fee.category ?? this.t('costs.any'),
      sender: fee.sender === null ? '—' : this.t(`fees.sender.${fee.sender}`),
      from: formatDay(fee.effective_from, this.#i18n.language()),
      price: formatMoney(fee.price, fee.currency, this.#i18n.language()),
    })),
  );

  protected add(): void {
    const today = new Intl.DateTimeFormat('sv-SE', { timeZone: this.#state.workspaceZone() }).format(
      new Date(),
    );
    const draft = {
      effective_from: today,
      channel: 'whatsapp' as const,
      account_id: null,
      category: null,
      sender: null,
      price: '',
      currency: this.#state.workspace()?.currency ?? 'RUB',
    };
    this.entries.edit(null, draft, 'fee-from');
  }

  protected edit({ fee_id, changed_at: _, changed_by: __, ...draft }: MessageFee): void {
    this.entries.edit(fee_id, draft, 'fee-from');
  }

  protected setChannel(value: string): void {
    const channel = CHANNELS.find((each) => each === value);
    if (channel) this.entries.change({ channel, account_id: null });
  }

  protected setSender(value: string): void {
    this.entries.change({ sender: FEE_SENDERS.find((each) => each === value) ?? null });
  }

  protected save(event: Event): void {
    event.preventDefault();
    const edited = this.entries.edited();
    if (!edited) return;
    const price = edited.draft.price.trim().replace(',', '.');
    const parsed = messageFeeInput.safeParse({ ...edited.draft, price });
    if (!parsed.success) return this.entries.refuse(this.t('fees.wrong'));
    const { http, base } = this.entries;
    const url = `${base()}/fees`;
    const sent =
      edited.id === null ? http.post(url, parsed.data) : http.put(`${url}/${edited.id}`, parsed.data);
    void this.entries.send(sent, () => this.list.reload());
  }

  protected remove(id: string): void {
    void this.entries.send(this.entries.http.delete(`${this.entries.base()}/fees/${id}`), () =>
      this.list.reload(),
    );
  }

  #accountOf({ account_id }: MessageFee): string {
    if (account_id === null) return this.t('fees.account_any');
    return this.#all().find((each) => each.account_id === account_id)?.name ?? account_id;
  }
}
