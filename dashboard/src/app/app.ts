import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { failureOf } from './session/failure';
import { Session } from './session/session';
import { Theme } from './theme/theme';
import { Failed } from './ui/failed';

/** The whole page: the route, or the reason why there can be none. */
@Component({
  selector: 'app-root',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RouterOutlet, Failed],
  template: `@if (failure(); as failure) {
      <main>
        <app-failed
          class="card"
          [kind]="failure.kind"
          [status]="failure.status"
          [detail]="failure.detail"
          (retry)="reload()"
        />
      </main>
    }
    <router-outlet />`,
  styles: `
    main {
      display: grid;
      place-content: center;
      min-height: 100dvh;
      padding: 1rem;
    }
  `,
})
export class App {
  readonly #session = inject(Session);
  protected readonly failure = computed(() => {
    const error = this.#session.failure();
    return error === null ? null : failureOf(error);
  });

  constructor() {
    // The theme marks the document as soon as it exists, on every screen.
    inject(Theme);
  }

  protected reload(): void {
    location.reload();
  }
}
