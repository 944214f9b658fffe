import { CdkTrapFocus } from '@angular/cdk/a11y';
import {
  ChangeDetectionStrategy,
  Component,
  type ElementRef,
  computed,
  effect,
  inject,
  signal,
  viewChild,
} from '@angular/core';
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
import { ROLE_LABELS, type Role } from '@parley/contracts';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { filter } from 'rxjs';
import type { TextKey } from '../i18n/en';
import { I18n } from '../i18n/i18n';
import { Session } from '../session/session';
import { Icon, type IconName } from '../ui/icon';
import { Logo } from '../ui/logo';
import { Rebuilding } from '../ui/rebuilding';
import { AccountMenu } from './account-menu';
import { Choices } from './choices';
import { Dismissals } from '../waits/dismissals';
import { Live } from './live';
import { MAY_OPEN } from './may-open';
import { ViewBar } from './view-bar';
import { ViewState } from './view-state';
import { WorkspaceSwitch } from './workspace-switch';

interface Destination {
  page: keyof typeof MAY_OPEN;
  /** Below the address of the workspace. */
  path: readonly string[];
  text: TextKey;
  icon: IconName;
}

/** What a route tells of its page: its name, whether it shows numbers of a period, who may open it. */
interface Page {
  title: TextKey;
  hasPeriod?: boolean;
  /** False where nothing is compared with another period. */
  isCompared?: boolean;
  /** Its numbers come from elsewhere than events: there may be some before the first event. */
  isWithoutEvents?: boolean;
  /** Everybody when left out. */
  roles?: readonly Role[];
}

/** Where one can go inside a workspace. A new screen is one more line here and one route. */
const DESTINATIONS: readonly Destination[] = [
  { page: 'overview', path: ['overview'], text: 'nav.overview', icon: 'overview' },
  { page: 'me', path: ['agents', 'me'], text: 'nav.me', icon: 'user' },
  { page: 'channels', path: ['channels'], text: 'nav.channels', icon: 'channels' },
  { page: 'subscriptions', path: ['subscriptions'], text: 'nav.subscriptions', icon: 'subscriptions' },
  { page: 'attribution', path: ['attribution'], text: 'nav.attribution', icon: 'attribution' },
  { page: 'paths', path: ['paths'], text: 'nav.paths', icon: 'paths' },
  { page: 'service', path: ['service'], text: 'nav.service', icon: 'service' },
  { page: 'waiting', path: ['waiting'], text: 'nav.waiting', icon: 'clock' },
  { page: 'costs', path: ['costs'], text: 'nav.costs', icon: 'money' },
  { page: 'accounts', path: ['accounts'], text: 'nav.accounts', icon: 'accounts' },
  { page: 'imports', path: ['imports'], text: 'nav.imports', icon: 'upload' },
  { page: 'quality', path: ['quality'], text: 'nav.quality', icon: 'quality' },
  { page: 'settings', path: ['settings'], text: 'nav.settings', icon: 'settings' },
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
  providers: [ViewState, Live, Choices, Dismissals],
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
    return DESTINATIONS.filter(({ page }) => role && (MAY_OPEN[page] as readonly Role[]).includes(role));
  });
  protected readonly page = signal<Page>({ title: 'nav.overview' });
  protected readonly mayOpen = computed(() => {
    const role = this.state.workspace()?.role;
    const { roles } = this.page();
    return !roles || (role !== undefined && roles.includes(role));
  });
  protected readonly roleName = computed(() => {
    const role = this.state.workspace()?.role;
    return role ? this.#i18n.text(ROLE_LABELS[role]) : '';
  });
  protected readonly main = viewChild.required<ElementRef<HTMLElement>>('content');
  #hadPage = false;
  protected readonly isOpen = signal(false);
  protected readonly own = computed(() => this.#session.workspaces().find((each) => each.kind === 'own'));
  protected readonly isShowingData = computed(
    () =>
      this.page().hasPeriod &&
      this.mayOpen() &&
      (this.page().isWithoutEvents || this.live.status()?.has_events !== false),
  );

  constructor() {
    const title = inject(Title);
    effect(() => {
      title.setTitle(`${this.t(this.page().title)} · ${this.state.workspace()?.name ?? ''} · Parley`);
    });
    const route = inject(ActivatedRoute);
    this.page.set(pageOf(route.snapshot));
    inject(Router)
      .events.pipe(
        filter((event) => event instanceof NavigationEnd),
        takeUntilDestroyed(),
      )
      .subscribe(() => {
        this.isOpen.set(false);
        this.page.set(pageOf(route.snapshot));
        this.#keepFocus();
      });
  }

  /** Whoever worked in what has gone with the page before goes on at the new one, not at the top of the document. */
  #keepFocus(): void {
    if (!this.#hadPage) {
      this.#hadPage = true;
      return;
    }
    setTimeout(() => {
      if (document.activeElement === document.body) this.main().nativeElement.focus({ preventScroll: true });
    });
  }
}

/** What the innermost route says of its page. */
function pageOf(route: ActivatedRouteSnapshot): Page {
  const told = (each: ActivatedRouteSnapshot): Partial<Page> => ({
    ...each.data,
    ...(each.firstChild ? told(each.firstChild) : {}),
  });
  return { title: 'nav.overview', ...told(route) };
}
