import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import type { OpenHours } from '@parley/contracts';
import { I18n } from '../../../i18n/i18n';
import { Icon } from '../../../ui/icon';
import { oneMore, withEdge } from './week';

/** From when to when one day is open: any number of spans, none when it is closed. */
@Component({
  selector: 'app-spans-field',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  template: `@for (span of spans(); track $index) {
      <span class="span">
        <input
          #from
          type="time"
          class="input"
          [attr.aria-label]="t('calendars.opens', { day: day() })"
          [attr.aria-invalid]="error() ? true : null"
          [attr.aria-describedby]="error() ? name() + '-error' : null"
          [value]="span[0]"
          (input)="edge($index, 'from', from.value)"
          (blur)="from.value = spans()[$index]?.[0] ?? ''"
        />
        <span aria-hidden="true">–</span>
        <input
          #to
          type="time"
          class="input"
          [attr.aria-label]="t('calendars.closes', { day: day() })"
          [attr.aria-invalid]="error() ? true : null"
          [attr.aria-describedby]="error() ? name() + '-error' : null"
          [value]="end(span)"
          (input)="edge($index, 'to', to.value)"
          (blur)="to.value = end(spans()[$index])"
        />
        <button
          type="button"
          class="button quiet"
          [attr.aria-label]="t('calendars.take_span', { day: day(), number: $index + 1 })"
          (click)="take($index)"
        >
          <app-icon name="close" [size]="16" />
        </button>
      </span>
    } @empty {
      <span class="soft">{{ t('calendars.closed') }}</span>
    }
    @if (more(); as more) {
      <button
        type="button"
        class="button quiet add"
        [attr.aria-label]="t('calendars.add_span_label', { day: day() })"
        (click)="spansChange.emit(more)"
      >
        <app-icon name="plus" [size]="16" />{{ t('calendars.add_span') }}
      </button>
    }
    @if (error(); as error) {
      <p class="error" [id]="name() + '-error'">
        {{ error }}
        @if (canSplit()) {
          <button type="button" class="button" (click)="split.emit()">{{ t('calendars.split') }}</button>
        }
      </p>
    }`,
  styleUrls: ['../settings.css', './calendars.css'],
})
export class SpansField {
  protected readonly t = inject(I18n).t;
  /** Of the form’s fields; unique on the page. */
  readonly name = input.required<string>();
  readonly day = input.required<string>();
  readonly spans = input.required<readonly OpenHours[]>();
  readonly error = input<string | null>(null);
  /** Whether the rest after midnight can go to the next day. */
  readonly canSplit = input(false);
  readonly spansChange = output<OpenHours[]>();
  readonly split = output();
  protected readonly more = computed(() => oneMore(this.spans()));

  /** A time field knows no 24:00. */
  protected end(span: OpenHours | undefined): string {
    return span?.[1] === '24:00' ? '00:00' : (span?.[1] ?? '');
  }

  /** A field that is being typed into is empty for a moment: that is no time yet. */
  protected edge(index: number, edge: 'from' | 'to', time: string): void {
    if (time) this.spansChange.emit(withEdge(this.spans(), index, edge, time));
  }

  protected take(index: number): void {
    this.spansChange.emit(this.spans().filter((_, at) => at !== index));
  }
}
