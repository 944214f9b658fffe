import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { COMPARISONS, type Channel } from '@parley/contracts';
import { I18n } from '../i18n/i18n';
import { Icon } from '../ui/icon';
import { FilterPicker } from './filter-picker';
import { hourName, weekdayName } from '../reports/hours';
import { Choices, type Option } from './choices';
import { PeriodPicker } from './period-picker';
import { ViewState } from './view-state';

interface Chip {
  key: string;
  name: string;
  remove: () => void;
}

/** What is looked at: the period, what it is compared with, the filters. All of it stands in the URL. */
@Component({
  selector: 'app-view-bar',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [PeriodPicker, FilterPicker, Icon],
  host: { role: 'search', '[attr.aria-label]': "t('filters.label')" },
  templateUrl: './view-bar.html',
  styleUrl: './view-bar.css',
})
export class ViewBar {
  readonly #i18n = inject(I18n);
  protected readonly t = this.#i18n.t;
  protected readonly state = inject(ViewState);
  protected readonly choices = inject(Choices);
  protected readonly comparisons = COMPARISONS;
  /** Whether the page compares with another period. */
  readonly isCompared = input(true);

  protected readonly chips = computed<Chip[]>(() => {
    const { channels, account_ids, hours_of_day, weekdays } = this.state.view();
    const language = this.#i18n.language();
    return [
      ...channels.map((id) => ({
        key: id,
        name: this.t('filters.channel', { name: this.choices.channelName(id) }),
        remove: () => this.chooseChannels(channels.filter((each) => each !== id)),
      })),
      ...account_ids.map((id) => ({
        key: `account ${id}`,
        name: this.t('filters.account', { name: this.choices.accountName(id) }),
        remove: () => this.state.change({ account_ids: account_ids.filter((each) => each !== id) }),
      })),
      ...hours_of_day.map((hour) => ({
        key: `hour ${hour}`,
        name: hourName(hour, language),
        remove: () => this.state.change({ hours_of_day: hours_of_day.filter((each) => each !== hour) }),
      })),
      ...weekdays.map((day) => ({
        key: `weekday ${day}`,
        name: weekdayName(day, language),
        remove: () => this.state.change({ weekdays: weekdays.filter((each) => each !== day) }),
      })),
    ];
  });

  protected readonly hourOptions = computed<Option[]>(() =>
    Array.from({ length: 24 }, (_, hour) => ({
      id: String(hour),
      name: hourName(hour, this.#i18n.language()),
      hint: '',
    })),
  );
  protected readonly weekdayOptions = computed<Option[]>(() =>
    [1, 2, 3, 4, 5, 6, 7].map((day) => ({
      id: String(day),
      name: weekdayName(day, this.#i18n.language()),
      hint: '',
    })),
  );

  protected numbers(ids: readonly string[]): number[] {
    return ids.map(Number).sort((a, b) => a - b);
  }

  protected strings(numbers: readonly number[]): string[] {
    return numbers.map(String);
  }

  protected compare(to: string): void {
    const known = COMPARISONS.find((each) => each === to);
    if (known) this.state.change({ compare_to: known });
  }

  protected chooseChannels(ids: string[]): void {
    const channels = this.choices
      .allChannels()
      .filter((each): each is Channel => ids.some((id) => id === each));
    this.state.change({ channels });
  }

  protected clear(): void {
    this.state.change({ channels: [], account_ids: [], hours_of_day: [], weekdays: [] });
  }
}
