import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { ACQUISITION_GROUPS, ATTRIBUTION_MODELS, CREDIT_DATES } from '@parley/contracts';
import { AcquisitionState } from '../acquisition/acquisition-state';
import { I18n } from '../i18n/i18n';
import { Icon } from '../ui/icon';
import { AttributionState } from './attribution-state';

/** What is counted, by which model, how far back and by which date: chosen in place, kept in the URL. */
@Component({
  selector: 'app-attribution-bar',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, RouterLink],
  template: `<div class="bar" role="group" [attr.aria-label]="t('attribution.bar')">
      <label class="choice">
        <span>{{ t('attribution.goal') }}</span>
        <select #goal class="select" (change)="state.chooseGoal(goal.value)">
          <option value="" [selected]="state.asked().goalId === null">
            {{ t('attribution.all_goals') }}
          </option>
          @for (each of state.goals(); track each.goal_id) {
            <option [value]="each.goal_id" [selected]="each.goal_id === state.asked().goalId">
              {{ each.name }}
            </option>
          }
        </select>
      </label>
      <label class="choice">
        <span>{{ t('attribution.model') }}</span>
        <select #model class="select" (change)="state.chooseModel(model.value)">
          @for (each of models; track each) {
            <option [value]="each" [selected]="each === state.asked().model">
              {{ state.modelName(each) }}
            </option>
          }
        </select>
      </label>
      <label class="choice">
        <span>{{ t('attribution.lookback') }}</span>
        <select #lookback class="select" (change)="state.chooseLookback(lookback.value)">
          <option value="" [selected]="state.asked().lookbackDays === null">
            {{ t('attribution.lookback_goal') }}
          </option>
          @for (days of state.lookbacks(); track days) {
            <option [value]="days" [selected]="days === state.asked().lookbackDays">
              {{ plural('attribution_days', days) }}
            </option>
          }
        </select>
      </label>
      <label class="choice">
        <span>{{ t('attribution.date') }}</span>
        <select #date class="select" (change)="state.chooseDate(date.value)">
          @for (each of dates; track each) {
            <option [value]="each" [selected]="each === state.asked().datedBy">
              {{ state.dateName(each) }}
            </option>
          }
        </select>
      </label>
      <label class="choice">
        <span>{{ t('attribution.by') }}</span>
        <select #group class="select" (change)="choose(group.value)">
          @for (each of groups; track each) {
            <option [value]="each" [selected]="each === acquisition.asked().group">
              {{ acquisition.groupName(each) }}
            </option>
          }
        </select>
      </label>
      <a routerLink="../settings/goals" queryParamsHandling="preserve">{{ t('attribution.goals_link') }}</a>
    </div>
    @if (acquisition.opened().length > 0) {
      <ul class="opened" [attr.aria-label]="t('channels.opened')">
        @for (each of acquisition.opened(); track each.key) {
          <li>
            <button
              type="button"
              class="button"
              [attr.aria-label]="t('channels.back', { name: each.name })"
              (click)="acquisition.goBack(each.back)"
            >
              {{ each.name }}<app-icon name="close" [size]="16" />
            </button>
          </li>
        }
      </ul>
    }`,
  styles: `
    :host {
      display: grid;
      gap: 0.5rem;
    }
    .bar {
      display: flex;
      flex-wrap: wrap;
      align-items: flex-end;
      gap: 0.5rem 1rem;
    }
    .choice {
      display: grid;
      gap: 0.2rem;
      min-width: 0;
      color: var(--ink-soft);
      font-size: 0.8125rem;
    }
    .choice .select {
      max-width: 100%;
    }
    a {
      display: inline-flex;
      align-items: center;
      min-height: 2.25rem;
    }
    .opened {
      display: flex;
      flex-wrap: wrap;
      gap: 0.4rem;
      margin: 0;
      padding: 0;
      list-style: none;
    }
    @media (max-width: 640px) {
      .bar {
        display: grid;
        grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
      }
      .choice .select {
        width: 100%;
      }
    }
  `,
})
export class AttributionBar {
  readonly #i18n = inject(I18n);
  protected readonly t = this.#i18n.t;
  protected readonly state = inject(AttributionState);
  protected readonly acquisition = inject(AcquisitionState);
  protected readonly models = ATTRIBUTION_MODELS;
  protected readonly dates = CREDIT_DATES;
  protected readonly groups = ACQUISITION_GROUPS;

  protected plural(key: 'attribution_days', n: number): string {
    return this.#i18n.plural(key, n);
  }

  protected choose(name: string): void {
    const group = ACQUISITION_GROUPS.find((each) => each === name);
    if (group) this.acquisition.choose(group);
  }
}
