import { CdkTrapFocus } from '@angular/cdk/a11y';
import { ChangeDetectionStrategy, Component, computed, effect, inject, signal } from '@angular/core';
import { Title } from '@angular/platform-browser';
import {
  ActivatedRoute,
  type ActivatedRouteSnapshot,
  NavigationEnd,
  Router,
  RouterLink,
  RouterLinkActive,
  RouterOutlet,
} from '@angular/router';
import type { Role } from '@parley/contracts';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { filter } from 'rxjs';
import type { TextKey } from '../i18n/en';
import { I18n } from '../i18n/i18n';
import { Session } from '../session/session';
import { Icon, type IconName } from '../ui/icon';
import { Logo } from '../ui/logo';
import { Rebuilding } from '../ui/rebuilding';
import { AccountMenu } from './account-menu';
import { Live } from './live';
import { ViewBar } from './view-bar';
import { ViewState } from './view-state';
import { WorkspaceSwitch } from './workspace-switch';

interface Destination {
  path: string;
  text: TextKey;
  icon: IconName;
  /** Who may open it; everybody when left out. */
  roles?: readonly Role[];
}

/** Where one can go inside a workspace. A new screen is one more line here and one route. */
const DESTINATIONS: readonly Destination[] = [
  { path: 'overview', text: 'nav.overview', icon: 'overview' },
  { path: 'accounts', text: 'nav.accounts', icon: 'accounts', roles: ['owner', 'analyst', 'team_lead'] },
  { path: 'imports', text: 'nav.imports', icon: 'upload', roles: ['owner'] },
  { path: 'quality', text: 'nav.quality', icon: 'quality', roles: ['owner', 'analyst', 'team_lead'] },
  { path: 'settings', text: 'nav.settings', icon: 'settings', roles: ['owner', 'analyst'] },
];

/** Everything around the pages of a workspace: navigation, who and where one is, what is looked at. */
@Component({
  selector: 'app-shell',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    RouterOutlet,
    RouterLink,
    RouterLinkActive,
    CdkTrapFocus,
    Icon,
    Logo,
    AccountMenu,
    Rebuilding,
    ViewBar,
    WorkspaceSwitch,
  ],
  providers: [ViewState, Live],
  host: { '(keydown.escape)': 'isOpen.set(false)' },
  templateUrl: './shell.html',
  styleUrl: './shell.css',
})
export class Shell {
  readonly #i18n = inject(I18n);
  protected readonly t = this.#i18n.t;
  protected readonly state = inject(ViewState);
  protected readonly live = inject(Live);
  readonly #session = inject(Session);
  protected readonly destinations = computed(() => {
    const role = this.state.workspace()?.role;
    return DESTINATIONS.filter((each) => !each.roles || (role && each.roles.includes(role)));
  });
  readonly #page = signal<{ title: TextKey; hasPeriod: boolean }>({ title: 'nav.overview', hasPeriod: true });
  protected readonly isOpen = signal(false);
  protected readonly own = computed(() => this.#session.workspaces().find((each) => each.kind === 'own'));
  protected readonly isShowingData = computed(
    () => this.#page().hasPeriod && this.live.status()?.has_events !== false,
  );

  constructor() {
    const title = inject(Title);
    effect(() => {
      title.setTitle(`${this.t(this.#page().title)} · ${this.state.workspace()?.name ?? ''} · Parley`);
    });
    const route = inject(ActivatedRoute);
    this.#page.set(pageOf(route.snapshot));
    inject(Router)
      .events.pipe(
        filter((event) => event instanceof NavigationEnd),
        takeUntilDestroyed(),
      )
      .subscribe(() => {
        this.isOpen.set(false);
        this.#page.set(pageOf(route.snapshot));
      });
  }
}

/** What the route of the page says of it: its name, and whether it shows numbers of a period. */
function pageOf(route: ActivatedRouteSnapshot): { title: TextKey; hasPeriod: boolean } {
  const leaf = route.firstChild ? pageOf(route.firstChild) : undefined;
  const { title, hasPeriod } = route.data as { title?: TextKey; hasPeriod?: boolean };
  return title === undefined
    ? (leaf ?? { title: 'nav.overview', hasPeriod: false })
    : { title, hasPeriod: hasPeriod ?? false };
}
