import { inject } from '@angular/core';
import type { Routes } from '@angular/router';
import { knownWorkspace, signedIn, signedOut, toFirstWorkspace } from './session/guards';
import { Session } from './session/session';
import { MAY_OPEN, homeOf } from './shell/may-open';

export const routes: Routes = [
  {
    path: 'sign-in',
    canActivate: [signedOut],
    loadComponent: () => import('./session/sign-in').then((each) => each.SignIn),
  },
  {
    path: 'new-workspace',
    canActivate: [signedIn],
    loadComponent: () => import('./pages/new-workspace/new-workspace').then((each) => each.NewWorkspace),
  },
  {
    // Beside the shell: on the wall there is nothing to click.
    path: 'workspace/:workspace_id/board',
    canActivate: [signedIn, knownWorkspace],
    loadComponent: () => import('./pages/waiting/board-page').then((each) => each.BoardPage),
  },
  {
    path: 'workspace/:workspace_id',
    canActivate: [signedIn, knownWorkspace],
    loadComponent: () => import('./shell/shell').then((each) => each.Shell),
    children: [
      {
        path: 'overview',
        data: { title: 'nav.overview', hasPeriod: true, roles: MAY_OPEN.overview },
        loadComponent: () => import('./pages/overview/overview-page').then((each) => each.OverviewPage),
      },
      {
        path: 'channels',
        data: { title: 'nav.channels', hasPeriod: true, roles: MAY_OPEN.channels },
        loadComponent: () => import('./pages/channels/channels-page').then((each) => each.ChannelsPage),
      },
      {
        path: 'subscriptions',
        data: { title: 'nav.subscriptions', hasPeriod: true, roles: MAY_OPEN.subscriptions },
        loadComponent: () =>
          import('./pages/subscriptions/subscriptions-page').then((each) => each.SubscriptionsPage),
      },
      {
        path: 'attribution',
        data: { title: 'nav.attribution', hasPeriod: true, roles: MAY_OPEN.attribution },
        loadComponent: () =>
          import('./pages/attribution/attribution-page').then((each) => each.AttributionPage),
      },
      {
        path: 'paths',
        data: { title: 'nav.paths', hasPeriod: true, roles: MAY_OPEN.paths },
        loadComponent: () => import('./pages/paths/paths-page').then((each) => each.PathsPage),
      },
      {
        path: 'funnels',
        data: { title: 'nav.funnels', hasPeriod: true, roles: MAY_OPEN.funnels },
        loadComponent: () => import('./pages/funnels/funnels-page').then((each) => each.FunnelsPage),
      },
      {
        path: 'service',
        data: { title: 'nav.service', hasPeriod: true, roles: MAY_OPEN.service },
        loadComponent: () => import('./pages/service/service-page').then((each) => each.ServicePage),
      },
      {
        path: 'waiting',
        data: { title: 'nav.waiting', roles: MAY_OPEN.waiting },
        loadComponent: () => import('./pages/waiting/waiting-page').then((each) => each.WaitingPage),
      },
      {
        path: 'rows',
        data: { title: 'rows.title', hasPeriod: true, isCompared: false, roles: MAY_OPEN.rows },
        loadComponent: () => import('./pages/rows/rows-page').then((each) => each.RowsPage),
      },
      {
        path: 'dialogues/:dialogue_id',
        data: { title: 'dialogue.title', roles: MAY_OPEN.dialogue },
        loadComponent: () => import('./pages/dialogue/dialogue-page').then((each) => each.DialoguePage),
      },
      {
        path: 'agents/:agent_id',
        data: { title: 'agent.title', hasPeriod: true, isCompared: false, roles: MAY_OPEN.agent },
        loadComponent: () => import('./pages/agent/agent-page').then((each) => each.AgentPage),
      },
      {
        path: 'contacts',
        data: { title: 'nav.contacts', roles: MAY_OPEN.contacts },
        children: [
          {
            path: '',
            pathMatch: 'full',
            loadComponent: () => import('./pages/contacts/contacts-page').then((each) => each.ContactsPage),
          },
          {
            path: 'suggestions',
            data: { title: 'suggestions.title', roles: MAY_OPEN.suggestions },
            loadComponent: () =>
              import('./pages/contacts/suggestions-page').then((each) => each.SuggestionsPage),
          },
          {
            path: ':contact_id',
            data: { title: 'contact.title' },
            loadComponent: () => import('./pages/contacts/contact-page').then((each) => each.ContactPage),
          },
        ],
      },
      {
        path: 'accounts',
        data: { title: 'nav.accounts', roles: MAY_OPEN.accounts },
        children: [
          {
            path: '',
            loadComponent: () => import('./pages/accounts/accounts-page').then((each) => each.AccountsPage),
          },
          {
            path: 'connect',
            data: { title: 'accounts.connect', roles: MAY_OPEN.connect },
            loadComponent: () => import('./pages/accounts/connect-page').then((each) => each.ConnectPage),
          },
          {
            path: ':account_id',
            loadComponent: () => import('./pages/accounts/account-page').then((each) => each.AccountPage),
          },
        ],
      },
      {
        path: 'settings/teams',
        data: { title: 'teams.title', roles: MAY_OPEN.teams },
        loadComponent: () => import('./pages/settings/teams/teams-page').then((each) => each.TeamsPage),
      },
      {
        path: 'settings/goals',
        data: { title: 'goals.title', roles: MAY_OPEN.goals },
        loadComponent: () => import('./pages/settings/goals/goals-page').then((each) => each.GoalsPage),
      },
      {
        path: 'settings/targets',
        data: { title: 'targets.title', roles: MAY_OPEN.targets },
        loadComponent: () => import('./pages/settings/targets/targets-page').then((each) => each.TargetsPage),
      },
      {
        path: 'settings/sources',
        data: { title: 'sources.title', roles: MAY_OPEN.sources },
        loadComponent: () => import('./pages/settings/sources/sources-page').then((each) => each.SourcesPage),
      },
      {
        path: 'settings',
        data: { title: 'nav.settings', roles: MAY_OPEN.settings },
        loadComponent: () => import('./pages/settings/settings-page').then((each) => each.SettingsPage),
      },
      {
        path: 'settings/calendars',
        data: { title: 'calendars.title', roles: MAY_OPEN.calendars },
        loadComponent: () =>
          import('./pages/settings/calendars/calendars-page').then((each) => each.CalendarsPage),
      },
      {
        path: 'imports',
        data: { title: 'nav.imports', roles: MAY_OPEN.imports },
        children: [
          {
            path: '',
            loadComponent: () => import('./pages/imports/imports-page').then((each) => each.ImportsPage),
          },
          {
            path: ':import_id',
            loadComponent: () => import('./pages/imports/import-page').then((each) => each.ImportPage),
          },
        ],
      },
      {
        path: 'costs',
        data: { title: 'nav.costs', roles: MAY_OPEN.costs },
        children: [
          {
            path: '',
            pathMatch: 'full',
            data: { hasPeriod: true, isCompared: false, isWithoutEvents: true },
            loadComponent: () => import('./pages/costs/costs-page').then((each) => each.CostsPage),
          },
          {
            path: 'imports',
            loadComponent: () =>
              import('./pages/costs/cost-imports-page').then((each) => each.CostImportsPage),
          },
          {
            path: 'imports/:cost_import_id',
            loadComponent: () => import('./pages/costs/cost-import-page').then((each) => each.CostImportPage),
          },
          {
            path: 'manual',
            loadComponent: () =>
              import('./pages/costs/manual-costs-page').then((each) => each.ManualCostsPage),
          },
          {
            path: 'fees',
            loadComponent: () =>
              import('./pages/costs/message-fees-page').then((each) => each.MessageFeesPage),
          },
          {
            path: 'rates',
            loadComponent: () => import('./pages/costs/rates-page').then((each) => each.RatesPage),
          },
        ],
      },
      {
        path: 'quality',
        data: { title: 'nav.quality', roles: MAY_OPEN.quality },
        loadComponent: () => import('./pages/quality/quality-page').then((each) => each.QualityPage),
      },
      {
        path: '',
        pathMatch: 'full',
        redirectTo: ({ params }) => {
          const workspaces = inject(Session).workspaces();
          return homeOf(workspaces.find((each) => each.workspace_id === params['workspace_id'])?.role);
        },
      },
    ],
  },
  {
    path: '',
    pathMatch: 'full',
    canActivate: [signedIn, toFirstWorkspace],
    loadComponent: () => import('./pages/nowhere/nowhere').then((each) => each.NoWorkspace),
  },
  { path: '**', loadComponent: () => import('./pages/nowhere/nowhere').then((each) => each.Nowhere) },
];
