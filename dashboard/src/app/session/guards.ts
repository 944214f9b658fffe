import { HttpClient } from '@angular/common/http';
import { inject } from '@angular/core';
import { type CanActivateFn, Router } from '@angular/router';
import { type Me, workspaceStatus } from '@parley/contracts';
import { firstValueFrom } from 'rxjs';
import { Session } from './session';

const LAST = 'parley.workspace';

/** Remembers the workspace to open next time. */
export const rememberWorkspace = (workspaceId: string): void => localStorage.setItem(LAST, workspaceId);

/** Lets nobody in who is not signed in; afterwards leads back to where they wanted to go. */
export const signedIn: CanActivateFn = async (_route, state) => {
  const router = inject(Router);
  if (await inject(Session).load()) return true;
  return router.createUrlTree(['/sign-in'], {
    queryParams: state.url === '/' ? {} : { return: state.url },
  });
};

/** Whoever is signed in already has nothing to do on the sign-in screen. */
export const signedOut: CanActivateFn = async () => {
  const router = inject(Router);
  const answer = await inject(Session)
    .load()
    .catch(() => null);
  return answer ? router.createUrlTree(['/']) : true;
};

/** `/` opens the last workspace; at first the own one when it holds something, else the demo. */
export const toFirstWorkspace: CanActivateFn = async () => {
  const router = inject(Router);
  const http = inject(HttpClient);
  const answer = await inject(Session).load();
  if (!answer) return router.createUrlTree(['/sign-in']);
  const first = await firstWorkspace(answer, http);
  return first ? router.createUrlTree(['/workspace', first]) : true;
};

/** A workspace that is not ours (any more) is not an error to look at: `/` knows where to go. */
export const knownWorkspace: CanActivateFn = async (route) => {
  const router = inject(Router);
  const answer = await inject(Session).load();
  const id = route.paramMap.get('workspace_id');
  return answer?.workspaces.some((each) => each.workspace_id === id) ? true : router.createUrlTree(['/']);
};

async function firstWorkspace({ workspaces }: Me, http: HttpClient): Promise<string | undefined> {
  const last = localStorage.getItem(LAST);
  if (workspaces.some((each) => each.workspace_id === last)) return last ?? undefined;
  const own = workspaces.find((each) => each.kind === 'own');
  const demo = workspaces.find((each) => each.kind === 'demo');
  if (own && demo && !(await hasEvents(own.workspace_id, http))) return demo.workspace_id;
  return (own ?? demo ?? workspaces[0])?.workspace_id;
}

async function hasEvents(workspaceId: string, http: HttpClient): Promise<boolean> {
  try {
    const answer = await firstValueFrom(http.get(`/api/workspaces/${workspaceId}/status`));
    return workspaceStatus.parse(answer).has_events;
  } catch {
    return false;
  }
}
