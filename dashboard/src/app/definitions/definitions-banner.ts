import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { I18n } from '../i18n/i18n';
import { ViewState } from '../shell/view-state';
import { flippedOf } from './definition-words';
import { OtherDefinitions } from './other-definitions';

/** Stays in sight as long as a screen does not count as the workspace does. */
@Component({
  selector: 'app-definitions-banner',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RouterLink],
  host: { role: 'status', '[class.on]': 'other.isOn()' },
  template: `@if (other.isOn()) {
    <p>
      <strong>{{ t('definitions.not_official') }}</strong>
      @for (each of flipped(); track each.key) {
        <span class="flipped"
          >{{ each.label }}: <b>{{ each.asked }}</b>
          {{ t('definitions.instead', { official: each.official }) }}</span
        >
      }
    </p>
    <p class="what">{{ t('definitions.banner') }}</p>
    <p class="ways">
      <button type="button" class="button" (click)="other.clear()">{{ t('definitions.back') }}</button>
      @if (isOwner()) {
        <a class="button quiet" [routerLink]="settings()" [queryParams]="other.asked()">{{
          t('definitions.make_official')
        }}</a>
      }
    </p>
  }`,
  styles: `
    :host {
      display: none;
    }
    :host(.on) {
      position: sticky;
      z-index: 5;
      top: var(--below-view-bar);
      display: grid;
      gap: 0.3rem;
      padding: 0.7rem 1rem;
      border: 2px solid var(--warn-ink);
      border-radius: var(--radius);
      background: var(--warn-soft);
      color: var(--warn-ink);
    }
    .flipped {
      margin-inline-start: 0.75rem;
    }
    .what {
      font-size: 0.875rem;
    }
    .ways {
      display: flex;
      flex-wrap: wrap;
      gap: 0.5rem;
    }
    .ways .quiet {
      color: inherit;
      text-decoration: underline;
    }
    @media (max-width: 620px) {
      :host(.on) {
        padding: 0.5rem 0.75rem;
        font-size: 0.875rem;
      }
      .what {
        display: none;
      }
      .flipped {
        display: block;
        margin: 0;
      }
    }
  `,
})
export class DefinitionsBanner {
  readonly #i18n = inject(I18n);
  readonly #state = inject(ViewState);
  protected readonly t = this.#i18n.t;
  protected readonly other = inject(OtherDefinitions);
  protected readonly flipped = computed(() =>
    flippedOf(this.#i18n, this.other.asked(), this.other.official()),
  );
  protected readonly isOwner = computed(() => this.#state.workspace()?.role === 'owner');
  protected readonly settings = computed(() => ['/workspace', this.#state.workspaceId(), 'settings']);
}
