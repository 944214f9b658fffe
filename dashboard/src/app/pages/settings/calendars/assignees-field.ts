import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import type { Assignee, Calendar } from '@parley/contracts';
import { I18n } from '../../../i18n/i18n';
import { Choices, NOBODY } from '../../../shell/choices';
import { Icon } from '../../../ui/icon';
import { keyOf } from './calendar-draft';
import { nameOf } from './assignee-name';

/** Whose a calendar is: everybody, accounts, teams, agents. Whoever is chosen leaves the calendar they had. */
@Component({
  selector: 'app-assignees-field',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  template: `<label class="choice">
      <input
        #everybody
        type="checkbox"
        [checked]="hasWorkspace()"
        aria-describedby="assignees-hint"
        (change)="toggle({ level: 'workspace' }, everybody.checked)"
      />
      <span
        >{{ t('calendars.for.workspace') }}
        @if (!hasWorkspace() && ownerOf({ level: 'workspace' }); as now) {
          <span class="soft">{{ t('calendars.now', { name: now }) }}</span>
        }
      </span>
    </label>
    @for (group of groups(); track group.level) {
      <div class="field">
        @if (group.others.length > 0) {
          <label [for]="'add-' + group.level">{{ group.label }}</label>
        } @else {
          <span class="what">{{ group.label }}</span>
        }
        @if (group.chosen.length > 0) {
          <ul class="chosen">
            @for (each of group.chosen; track each.key) {
              <li>
                {{ each.name }}
                <button
                  type="button"
                  class="button quiet"
                  [attr.aria-label]="t('calendars.unassign', { name: each.name })"
                  (click)="toggle(each.to, false)"
                >
                  <app-icon name="close" [size]="16" />
                </button>
              </li>
            }
          </ul>
        }
        @if (group.others.length > 0) {
          <div class="pair">
            <select #added class="select" [id]="'add-' + group.level">
              <option value="">{{ t('calendars.choose') }}</option>
              @for (each of group.others; track each.key) {
                <option [value]="each.key">
                  {{ each.now ? each.name + ' · ' + t('calendars.now', { name: each.now }) : each.name }}
                </option>
              }
            </select>
            <button
              type="button"
              class="button"
              [attr.aria-label]="t('calendars.assign_label', { whom: group.label })"
              (click)="add(group.others, added)"
            >
              {{ t('calendars.assign') }}
            </button>
          </div>
        } @else if (group.chosen.length === 0) {
          <p class="hint">{{ t('calendars.nobody_there') }}</p>
        }
      </div>
    }
    <p class="hint" id="assignees-hint">{{ t('calendars.for_hint') }}</p>`,
  styleUrls: ['../settings.css', './calendars.css'],
})
export class AssigneesField {
  readonly #i18n = inject(I18n);
  readonly #choices = inject(Choices);
  protected readonly t = this.#i18n.t;
  readonly assignees = input.required<readonly Assignee[]>();
  /** Every other calendar: who is chosen here leaves it. */
  readonly others = input.required<readonly Calendar[]>();
  readonly assigneesChange = output<Assignee[]>();

  protected readonly hasWorkspace = computed(() =>
    this.assignees().some(({ level }) => level === 'workspace'),
  );
  readonly #owners = computed(
    () =>
      new Map(this.others().flatMap(({ name, used_by }) => used_by.map((to) => [keyOf(to), name] as const))),
  );
  protected readonly groups = computed(() => {
    const all: Assignee[] = [
      ...(this.#choices.accounts() ?? []).map(({ id }): Assignee => ({ level: 'account', account_id: id })),
      ...(this.#choices.teams() ?? []).map(({ id }): Assignee => ({ level: 'team', team_id: id })),
      ...(this.#choices.agents() ?? []).map(({ id }): Assignee => ({ level: 'agent', agent_id: id })),
    ].filter((to) => keyOf(to) !== `agent ${NOBODY}` && keyOf(to) !== `team ${NOBODY}`);
    const chosen = new Set(this.assignees().map(keyOf));
    return (['account', 'team', 'agent'] as const).map((level) => ({
      level,
      label: this.t(`calendars.for.${level}`),
      chosen: this.assignees()
        .filter((to) => to.level === level)
        .map((to) => this.#named(to)),
      others: all.filter((to) => to.level === level && !chosen.has(keyOf(to))).map((to) => this.#named(to)),
    }));
  });

  protected ownerOf(to: Assignee): string | undefined {
    return this.#owners().get(keyOf(to));
  }

  protected toggle(to: Assignee, isChosen: boolean): void {
    const rest = this.assignees().filter((each) => keyOf(each) !== keyOf(to));
    this.assigneesChange.emit(isChosen ? [...rest, to] : rest);
  }

  protected add(others: readonly { key: string; to: Assignee }[], select: HTMLSelectElement): void {
    const found = others.find(({ key }) => key === select.value);
    select.value = '';
    if (found) this.toggle(found.to, true);
  }

  #named(to: Assignee) {
    return { key: keyOf(to), to, name: nameOf(to, this.#choices, this.t), now: this.ownerOf(to) };
  }
}
