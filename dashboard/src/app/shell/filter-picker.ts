import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { I18n } from '../i18n/i18n';
import { Icon } from '../ui/icon';
import { Popover } from '../ui/popover';
import type { Option } from './choices';

/** From so many options on they can be searched. */
const MANY = 10;

/** Chooses any number of things; none means all. */
@Component({
  selector: 'app-filter-picker',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Popover, Icon],
  template: `<app-popover buttonClass="button wide-when-narrow" [panelLabel]="title()">
    <span class="title">{{ title() }}</span>
    <span class="chosen">{{ summary() }}</span>
    <app-icon name="chevron" [size]="16" />
    <ng-template #panel>
      <fieldset>
        <legend>{{ title() }}</legend>
        @if (hasFailed()) {
          <p>{{ t('filters.failed') }}</p>
        } @else {
          @if (isLong()) {
            <input
              #searched
              class="input search"
              type="search"
              [placeholder]="t('filters.search')"
              [attr.aria-label]="t('filters.search')"
              [value]="sought()"
              (input)="sought.set(searched.value)"
            />
          }
          @for (option of found(); track option.id) {
            <label>
              <input type="checkbox" [checked]="isChosen(option.id)" (change)="toggle(option.id)" />
              <span>{{ option.name }}</span>
              @if (option.hint) {
                <span class="hint">{{ option.hint }}</span>
              }
            </label>
          } @empty {
            <p>{{ t(options() ? (sought() ? 'filters.not_found' : 'filters.none') : 'state.loading') }}</p>
          }
          @if (chosen().length) {
            <button type="button" class="button quiet" (click)="choose.emit([])">{{ t('clear') }}</button>
          }
        }
      </fieldset>
    </ng-template>
  </app-popover>`,
  styles: `
    :host {
      display: inline-flex;
    }
    app-popover {
      width: 100%;
    }
    .title {
      color: var(--ink-soft);
      font-weight: 400;
    }
    fieldset {
      display: grid;
      min-width: 15rem;
      max-width: calc(100vw - 18px);
      margin: 0;
      padding: 0.5rem;
      border: 0;
    }
    legend {
      padding: 0.4rem 0.5rem 0.2rem;
      color: var(--ink-soft);
      font-size: 0.8125rem;
    }
    label {
      display: flex;
      align-items: center;
      gap: 0.6rem;
      min-height: 2.25rem;
      padding: 0.2rem 0.5rem;
      border-radius: var(--radius-small);
      cursor: pointer;
    }
    label:hover {
      background: var(--brand-soft);
    }
    input {
      width: 1.05rem;
      height: 1.05rem;
      margin: 0;
      accent-color: var(--brand);
    }
    .input.search {
      width: auto;
      height: auto;
      margin: 0.2rem 0.5rem 0.4rem;
    }
    .hint {
      margin-inline-start: auto;
      padding-inline-start: 1rem;
      color: var(--ink-soft);
      font-size: 0.8125rem;
    }
    p {
      padding: 0.4rem 0.5rem;
      color: var(--ink-soft);
    }
    .button {
      justify-self: start;
    }
  `,
})
export class FilterPicker {
  readonly #i18n = inject(I18n);
  protected readonly t = this.#i18n.t;
  readonly title = input.required<string>();
  readonly options = input.required<Option[] | undefined>();
  readonly chosen = input.required<readonly string[]>();
  readonly hasFailed = input(false);
  readonly choose = output<string[]>();

  private readonly popover = viewChild.required(Popover);
  /** Whether somebody is choosing: what is costly to list need not be known before. */
  readonly isOpen = computed(() => this.popover().isOpen());
  protected readonly sought = signal('');
  protected readonly isLong = computed(() => (this.options()?.length ?? 0) > MANY);
  protected readonly found = computed(() => {
    const sought = this.isLong() ? this.sought().trim().toLocaleLowerCase() : '';
    return this.options()?.filter(({ name }) => name.toLocaleLowerCase().includes(sought));
  });

  protected readonly summary = computed(() => {
    const [first, ...more] = this.chosen();
    if (first === undefined) return this.t('filters.all');
    const name = this.options()?.find((each) => each.id === first)?.name;
    return name && !more.length ? name : this.#i18n.plural('chosen', this.chosen().length);
  });

  protected isChosen(id: string): boolean {
    return this.chosen().includes(id);
  }

  protected toggle(id: string): void {
    const chosen = this.chosen();
    this.choose.emit(this.isChosen(id) ? chosen.filter((each) => each !== id) : [...chosen, id]);
  }
}
