import type { Routes } from '@angular/router';
import { knownWorkspace, signedIn, signedOut, toFirstWorkspace } from './session/guards';

export const routes: Routes = [
  {
    path: 'sign-in',
    canActivate: [signedOut],
    loadComponent: () => import('./session/sign-in').then((each) => each.SignIn),
  },
  {
    path: 'workspace/:workspace_id',
    canActivate: [signedIn, knownWorkspace],
    loadComponent: () => import('./shell/shell').then((each) => each.Shell),
    children: [
      {
        path: 'overview',
        loadComponent: () => import('./pages/overview/overview-page').then((each) => each.OverviewPage),
      },
      { path: '', pathMatch: 'full', redirectTo: 'overview' },
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
