import { CdkTrapFocus } from '@angular/cdk/a11y';
import {
  ChangeDetectionStrategy,
  Component,
  type ElementRef,
  computed,
  effect,
  inject,
  signal,
  untracked,
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
  type IsActiveMatchOptions,
} from '@angular/router';
import { PERIOD_LABELS, ROLE_LABELS, ROW_REPORTS, type Role } from '@parley/contracts';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { filter } from 'rxjs';
import type { TextKey } from '../i18n/en';
import { I18n } from '../i18n/i18n';
import { listedFrom } from '../pages/rows/rows-query';
import { Session } from '../session/session';
import { Icon } from '../ui/icon';
import { Logo } from '../ui/logo';
import { Rebuilding } from '../ui/rebuilding';
import { AccountMenu } from './account-menu';
import { Choices } from './choices';
import { Dismissals } from '../waits/dismissals';
import { Live } from './live';
import { Palette } from './palette/palette';
import { PinButton } from './pins/pin-button';
import { PinList } from './pins/pin-list';
import { Pins } from './pins/pins';
import { PlaceHere } from './pins/place-here';
import { Recent } from './pins/recent';
import { Shortcuts } from './shortcuts/shortcuts';
import { COMMAND_KEY, ShortcutsHelp } from './shortcuts/shortcuts-help';
import { ViewBar } from './view-bar';
import { ViewState } from './view-state';
import { WorkspaceSwitch } from './workspace-switch';

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
    Palette,
    PinButton,
    PinList,
    ShortcutsHelp,
    Rebuilding,
    ViewBar,
    WorkspaceSwitch,
  ],
  providers: [ViewState, Live, Choices, Dismissals, PlaceHere, Pins, Recent, Shortcuts],
  host: {
    '(keydown.escape)': 'isOpen.set(false)',
    '(document:keydown)': 'shortcuts.press($event)',
  },
  templateUrl: './shell.html',
  styleUrl: './shell.css',
})
export class Shell {
  readonly #i18n = inject(I18n);
  protected readonly t = this.#i18n.t;
  protected readonly state = inject(ViewState);
  protected readonly live = inject(Live);
  readonly #session = inject(Session);
  protected readonly shortcuts = inject(Shortcuts);
  readonly #here = inject(PlaceHere);
  readonly #recent = inject(Recent);
  protected readonly commandKey = COMMAND_KEY;
  protected readonly destinations = this.shortcuts.destinations;
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
  /** A link of the menu is where one is whatever else stands in the address. */
  protected readonly byPath: IsActiveMatchOptions = {
    paths: 'subset',
    queryParams: 'ignored',
    fragment: 'ignored',
    matrixParams: 'ignored',
  };
  /** What the place is called that is looked at: its page, of rows which, and of numbers of a period which. */
  protected readonly placeName = computed(() => {
    const { title, hasPeriod } = this.page();
    const { period } = this.state.view();
    const name =
      title === 'rows.title'
        ? this.#i18n.text(ROW_REPORTS[listedFrom(this.state.own('report'))].label)
        : this.t(title);
    if (!hasPeriod || typeof period !== 'string') return name;
    return `${name}, ${this.#i18n.text(PERIOD_LABELS[period]).toLocaleLowerCase(this.#i18n.language())}`;
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
    effect(() => {
      const address = this.#here.address();
      const name = this.placeName();
      // What is looked at is known by its name only when its route is there.
      if (address !== '' && this.mayOpen()) untracked(() => this.#recent.visit({ name, address }));
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
