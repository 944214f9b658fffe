import { HttpClient, httpResource } from '@angular/common/http';
import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  output,
  signal,
  untracked,
} from '@angular/core';
import { sourceRulesHistory, type SourceRulesHistory } from '@parley/contracts';
import { firstValueFrom } from 'rxjs';
import { I18n } from '../../../i18n/i18n';
import { ViewState } from '../../../shell/view-state';
import { failureOf } from '../../../session/failure';
import { formatMoment } from '../../../theme/dates';
import { Failed } from '../../../ui/failed';
import { patternOf } from './draft';

export type RulesVersion = SourceRulesHistory['versions'][number];

/** Every version of the rules, newest first: who, when, what was in it; and the way back. */
@Component({
  selector: 'app-sources-history',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Failed],
  styleUrl: '../settings.css',
  template: `@if (failure(); as failure) {
      <app-failed
        [kind]="failure.kind"
        [status]="failure.status"
        [detail]="failure.detail"
        (retry)="resource.reload()"
      />
    }
    <ol class="versions" [attr.aria-label]="t('sources.history')">
      @for (line of lines(); track line.version.version) {
        <li>
          <div>
            <p class="who">
              <strong>{{ t('settings.version', { version: line.version.version }) }}</strong>
              <span>{{ line.at }}</span> <span class="actor">{{ line.actor }}</span>
            </p>
            <p class="hint">{{ line.changes }}</p>
            <details>
              <summary>{{ line.count }}</summary>
              <ol>
                @for (name of line.names; track $index) {
                  <li class="actor">{{ $index + 1 }}. {{ name }}</li>
                }
              </ol>
            </details>
          </div>
          @if (canRestore() && !line.isCurrent) {
            <button
              type="button"
              class="button quiet"
              [attr.aria-label]="t('settings.restore_label', { version: line.version.version })"
              (click)="restore.emit(line.version)"
            >
              {{ t('settings.restore') }}
            </button>
          }
        </li>
      }
    </ol>
    @if (nextBefore() !== null) {
      <button type="button" class="button" (click)="more()">{{ t('settings.more') }}</button>
    }`,
})
export class SourcesHistory {
  readonly #i18n = inject(I18n);
  readonly #http = inject(HttpClient);
  readonly #state = inject(ViewState);
  protected readonly t = this.#i18n.t;
  /** The version in the form above: there is a new one when it rises. */
  readonly version = input.required<number>();
  readonly canRestore = input.required<boolean>();
  readonly restore = output<RulesVersion>();
  readonly #address = computed(() => `/api/workspaces/${this.#state.workspaceId()}/sources/history`);
  protected readonly resource = httpResource(() => this.#address(), {
    parse: (raw) => sourceRulesHistory.parse(raw),
  });
  protected readonly failure = computed(() => {
    const error = this.resource.error();
    return error ? failureOf(error) : null;
  });
  readonly #older = signal<RulesVersion[]>([]);
  readonly #next = signal<number | null | undefined>(undefined);
  protected readonly nextBefore = computed(() => {
    const next = this.#next();
    if (next !== undefined) return next;
    return this.resource.hasValue() ? this.resource.value().next_before : null;
  });
  protected readonly lines = computed(() =>
    [...(this.resource.hasValue() ? this.resource.value().versions : []), ...this.#older()].map(
      (version, index) => ({
        version,
        isCurrent: index === 0,
        at: formatMoment(version.at, this.#state.workspaceZone(), this.#i18n.language()),
        actor: version.actor === 'system' ? this.t('settings.system') : version.actor,
        changes: this.#changes(version),
        count: this.#i18n.plural('source_rules', version.rules.length),
        names: version.rules.map((rule) => patternOf(rule) || this.t('sources.one_word')),
      }),
    ),
  );

  constructor() {
    let shown: number | undefined;
    effect(() => {
      const version = this.version();
      const isNew = shown !== undefined && version !== shown;
      shown = version;
      if (!isNew) return;
      untracked(() => {
        this.#older.set([]);
        this.#next.set(undefined);
        this.resource.reload();
      });
    });
  }

  protected async more(): Promise<void> {
    const before = this.nextBefore();
    if (before === null) return;
    const answer = await firstValueFrom(this.#http.get(this.#address(), { params: { before } }));
    const { versions, next_before } = sourceRulesHistory.parse(answer);
    this.#older.update((known) => [...known, ...versions]);
    this.#next.set(next_before);
  }

  #changes({ version, added, removed, is_reordered }: RulesVersion): string {
    if (version === 1) return this.t('sources.history_first');
    const counted = added + removed > 0 ? this.t('sources.history_changes', { added, removed }) : '';
    return [counted, is_reordered ? this.t('sources.history_reordered') : ''].filter(Boolean).join(' ');
  }
}
