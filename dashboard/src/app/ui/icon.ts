import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';

const PATHS = {
  overview: 'M4 13h4v7H4zM10 8h4v12h-4zM16 4h4v16h-4z',
  accounts: 'M5 5h14v10h-8l-4 4v-4H5zM9 9h6M9 12h4',
  settings: 'M4 7h9M17 7h3M4 17h3M11 17h9M15 4.5v5M9 14.5v5',
  quality: 'M3 12h4l3-7 4 14 3-7h4',
  info: 'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18ZM12 11v5M12 8v.01',
  back: 'm14 7-5 5 5 5',
  forth: 'm10 7 5 5-5 5',
  back_twice: 'm12 7-5 5 5 5M18 7l-5 5 5 5',
  forth_twice: 'm6 7 5 5-5 5M12 7l5 5-5 5',
  chevron: 'm7 10 5 5 5-5',
  calendar: 'M5 6h14v14H5zM5 10h14M9 3v4M15 3v4',
  close: 'M6 6l12 12M18 6 6 18',
  check: 'm5 12 5 5 9-10',
  menu: 'M4 7h16M4 12h16M4 17h16',
  download: 'M12 4v11m-4-4 4 4 4-4M5 20h14',
  eye: 'M3 12s3.5-6 9-6 9 6 9 6-3.5 6-9 6-9-6-9-6ZM12 9.5a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5Z',
  eye_off: 'M3 12s3.5-6 9-6 9 6 9 6-3.5 6-9 6-9-6-9-6ZM4 4l16 16',
  copy: 'M9 9h11v11H9zM5 15H4V4h11v1',
  up: 'M12 19V6m-5 5 5-5 5 5',
  down: 'M12 5v13m-5-5 5 5 5-5',
  same: 'M6 12h12',
  user: 'M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8ZM4.5 20c1-4 4-6 7.5-6s6.5 2 7.5 6',
  pin: 'M9 4h6l-1 6 3 3v2H7v-2l3-3ZM12 15v6',
  search: 'M11 4a7 7 0 1 1 0 14 7 7 0 0 1 0-14ZM16 16l4.5 4.500',
  plus: 'M12 5v14M5 12h14',
  filter: 'M4 6h16M7 12h10M10 18h4',
  money: 'M4 7h16v11H4zM12 10a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5ZM7 10v.01M17 15v.01',
  upload: 'M12 16V5m-4 4 4-4 4 4M5 20h14',
  service:
    'M5 13v-1a7 7 0 0 1 14 0v1M5 13h3v6H6.5A1.5 1.5 0 0 1 5 17.5ZM19 13h-3v6h1.5a1.5 1.5 0 0 0 1.5-1.5Z',
  attribution: 'M5 6h.01M5 12h.01M5 18h.01M8 6h3l4 6h4M8 18h3l4-6M8 12h7M16.5 9.5 19 12l-2.5 2.5',
  paths: 'M4 6h3c5 0 5 12 10 12h3M4 18h3c2.500 0 3.700-3 5-6s2.500-6 5-6h3',
  funnels: 'M4 5h16M6 10h12M8 15h8M10 20h4',
  drag: 'M9 6v.01M15 6v.01M9 12v.01M15 12v.01M9 18v.01M15 18v.01',
  channels: 'M4 5h16l-6 8v6l-4-2v-4ZM9 9h6',
  subscriptions: 'M9 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8ZM3 20c.8-4 3-6 6-6s5.200 2 6 6M19 8v6M16 11h6',
  contacts:
    'M8 5a3 3 0 1 1 0 6 3 3 0 0 1 0-6ZM2.500 19c.6-3.300 2.700-5 5.500-5s4.900 1.700 5.500 5M16 6a2.500 2.500 0 1 1 0 5M16.500 14c2.700 0 4.500 1.600 5 4.500',
  clock: 'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18ZM12 7v5l3.5 2',
  columns: 'M4 5h16v14H4zM10 5v14M15 5v14',
  pencil: 'M5 19l1-4L16 5l3 3L9 18l-4 1ZM14 7l3 3',
  external: 'M14 4h6v6M20 4l-9 9M18 14v6H4V6h6',
} as const;
export type IconName = keyof typeof PATHS;

/** A line icon in the colour of the text; never says anything alone. */
@Component({
  selector: 'app-icon',
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { 'aria-hidden': 'true' },
  template: `<svg
    viewBox="0 0 24 24"
    [attr.width]="size()"
    [attr.height]="size()"
    fill="none"
    stroke="currentColor"
    stroke-width="1.8"
    stroke-linecap="round"
    stroke-linejoin="round"
  >
    <path [attr.d]="path()" />
  </svg>`,
  styles: `
    :host {
      display: inline-flex;
      flex: none;
    }
  `,
})
export class Icon {
  readonly name = input.required<IconName>();
  readonly size = input(18);
  protected readonly path = computed(() => PATHS[this.name()]);
}
