import { httpResource } from '@angular/common/http';
import { ChangeDetectionStrategy, Component, computed, inject, input, model } from '@angular/core';
import { accountList, CHANNEL_LABELS, type MirrorInput } from '@parley/contracts';
import { I18n } from '../../i18n/i18n';
import { ViewState } from '../../shell/view-state';

type Direction = 'incoming' | 'outgoing';

/** Says whether an account shows the same chats as another one, and whom of the two to believe. */
@Component({
  selector: 'app-mirror-form',
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './mirror-form.html',
  styleUrl: './accounts.css',
})
export class MirrorForm {
  readonly #i18n = inject(I18n);
  readonly #state = inject(ViewState);
  protected readonly t = this.#i18n.t;
  /** The account itself, once it has a number: it cannot mirror itself. */
  readonly accountId = input<string | null>(null);
  /** What the account is called, for the choices. */
  readonly name = input('');
  readonly mirror = model<MirrorInput | null>(null);
  protected readonly directions: readonly Direction[] = ['incoming', 'outgoing'];
  readonly #accounts = httpResource(() => `/api/workspaces/${this.#state.workspaceId()}/accounts`, {
    parse: (raw) => accountList.parse(raw),
  });
  protected readonly choices = computed(() => {
    const accounts = this.#accounts.hasValue() ? this.#accounts.value().accounts : [];
    return accounts
      .filter((each) => each.account_id !== this.accountId() && each.mirror === null)
      .map((each) => ({
        account_id: each.account_id,
        name: `${each.name} · ${this.#i18n.text(CHANNEL_LABELS[each.channel])}`,
      }));
  });
  protected readonly mirroredName = computed(
    () => this.choices().find((each) => each.account_id === this.mirror()?.account_id)?.name ?? '',
  );
  protected readonly ownName = computed(() => this.name().trim() || this.t('mirror.this'));
  protected readonly since = computed(() => this.mirror()?.since?.slice(0, 10) ?? '');

  protected choose(account_id: string): void {
    const known = this.mirror();
    if (account_id === '') this.mirror.set(null);
    else
      this.mirror.set({
        account_id,
        believes: known?.believes ?? { incoming: 'mirrored', outgoing: 'this' },
        since: known?.since ?? null,
      });
  }

  protected believe(direction: Direction, whom: 'this' | 'mirrored'): void {
    const known = this.mirror();
    if (known) this.mirror.set({ ...known, believes: { ...known.believes, [direction]: whom } });
  }

  protected begin(day: string): void {
    const known = this.mirror();
    if (known) this.mirror.set({ ...known, since: day === '' ? null : `${day}T00:00:00.000Z` });
  }
}
