import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { COMPARISONS, type Channel } from '@parley/contracts';
import { I18n } from '../i18n/i18n';
import { Icon } from '../ui/icon';
import { FilterPicker } from './filter-picker';
import { Choices } from './choices';
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
  protected readonly t = inject(I18n).t;
  protected readonly state = inject(ViewState);
  protected readonly choices = inject(Choices);
  protected readonly comparisons = COMPARISONS;
  /** Whether the page compares with another period. */
  readonly isCompared = input(true);

  protected readonly chips = computed<Chip[]>(() => {
    const { channels, account_ids } = this.state.view();
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
    ];
  });

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
    this.state.change({ channels: [], account_ids: [] });
  }
}
