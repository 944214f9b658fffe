import { httpResource } from '@angular/common/http';
import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  signal,
  untracked,
} from '@angular/core';
import { type ServiceChange, servicePreview } from '@parley/contracts';
import { I18n } from '../../../i18n/i18n';
import { failureOf } from '../../../session/failure';
import { afterRebuilding } from '../../../shell/after-rebuilding';
import { ViewState } from '../../../shell/view-state';
import { Failed } from '../../../ui/failed';
import { ServicePreviewTable } from '../service-preview';

/** So long nothing is changed before the numbers are compared: each comparison may take seconds of work. */
const PAUSE_MS = 600;

/** Compares the numbers as they are with those that a change would make, whenever the form has stood still. */
@Component({
  selector: 'app-change-preview',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Failed, ServicePreviewTable],
  templateUrl: './change-preview.html',
  styleUrls: ['../settings.css', './calendars.css'],
})
export class ChangePreview {
  readonly #state = inject(ViewState);
  protected readonly t = inject(I18n).t;
  /** The change as it stands in the form; null when nothing is different. */
  readonly change = input.required<ServiceChange | null>();
  /** Something in the form cannot be saved: nothing is compared then. */
  readonly isWrong = input.required<boolean>();

  readonly #wanted = computed(() => {
    const change = this.change();
    return change === null || this.isWrong() ? null : JSON.stringify(change);
  });
  readonly #tried = signal<string | null>(null);
  protected readonly compared = httpResource(
    () => {
      const change = this.#tried();
      if (change === null) return undefined;
      return {
        url: `/api/workspaces/${this.#state.workspaceId()}/calendars/preview`,
        method: 'POST',
        body: { change: JSON.parse(change) as object },
      };
    },
    { parse: (raw) => servicePreview.parse(raw) },
  );
  protected readonly failure = computed(() => {
    const error = this.compared.error();
    return error ? failureOf(error) : null;
  });
  protected readonly preview = computed(() => (this.compared.hasValue() ? this.compared.value() : undefined));
  protected readonly isCurrent = computed(
    () => this.#tried() === this.#wanted() && !this.compared.isLoading(),
  );
  constructor() {
    effect((onCleanup) => {
      const wanted = this.#wanted();
      if (wanted === null) return untracked(() => this.#tried.set(null));
      const timer = setTimeout(() => this.#tried.set(wanted), PAUSE_MS);
      onCleanup(() => clearTimeout(timer));
    });
    // Once the new hours are in use, what is compared with is another.
    afterRebuilding(() => this.compared.reload());
  }
}
