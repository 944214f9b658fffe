import { createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import { type Language, type Role, type Scope } from '@parley/contracts';
import { type FastifyRequest } from 'fastify';
import { type Action } from './can.js';

/** Who asks, as the guard found out. */
export type Access = UserAccess | KeyAccess | { kind: 'internal' };

export interface UserAccess {
  kind: 'user';
  user_id: number;
  email: string;
  /** Null: whatever the request asks for. */
  language: Language | null;
  session_hash: string;
  /** On routes of a workspace: what the user is there. */
  membership?: Membership;
}

export interface Membership {
  workspace_id: number;
  role: Role;
  /** The agent that the user is, unsigned 64 bits as a string; null when not linked. */
  agent_id: string | null;
}

export interface KeyAccess {
  kind: 'api_key';
  api_key_id: number;
  name: string;
  workspace_id: number;
  scopes: Scope[];
}

declare module 'fastify' {
  interface FastifyRequest {
    access?: Access;
  }
}

/** What a route asks of whoever calls it. A route that says nothing is open to nobody. */
export type Requirement =
  | { for: 'everybody' }
  | { for: 'signed_in' }
  | { for: 'internal' }
  | { for: 'workspace'; action: Action; scope?: Scope };

export const REQUIREMENT = 'parley:requirement';

/** Open without signing in. */
export const Everybody = () => SetMetadata(REQUIREMENT, { for: 'everybody' } satisfies Requirement);
/** For whoever is signed in; says nothing about workspaces. */
export const SignedIn = () => SetMetadata(REQUIREMENT, { for: 'signed_in' } satisfies Requirement);
/** For our own processes and commands, by the token of the installation. */
export const Internal = () => SetMetadata(REQUIREMENT, { for: 'internal' } satisfies Requirement);
/** For members who may do `action` in the workspace of the path; with `scope`, also for its API keys that have it. */
export const Allow = (action: Action, scope?: Scope) =>
  SetMetadata(REQUIREMENT, {
    for: 'workspace',
    action,
    ...(scope === undefined ? {} : { scope }),
  } satisfies Requirement);

export const TAKES_FILE = 'parley:takes_file';
/** The body is bytes (`application/octet-stream`), which no form of another site can send either. */
export const TakesFile = () => SetMetadata(TAKES_FILE, true);

const accessOf = (context: ExecutionContext): Access => {
  const access = context.switchToHttp().getRequest<FastifyRequest>().access;
  if (access === undefined) throw new Error('A route read who is asking without a guard before it.');
  return access;
};

/** The signed-in user, on `@SignedIn()` routes. */
export const CurrentUser = createParamDecorator((_: unknown, context: ExecutionContext): UserAccess => {
  const access = accessOf(context);
  if (access.kind !== 'user') throw new Error('This route is for people only.');
  return access;
});

/** Where and on whose behalf an `@Allow()` route works. `workspace_id` comes from the credential. */
export interface Place {
  workspace_id: number;
  /** For the audit log: an e-mail address or the name of a key. */
  actor: string;
  user: (UserAccess & { membership: Membership }) | undefined;
}

export const InWorkspace = createParamDecorator((_: unknown, context: ExecutionContext): Place => {
  const access = accessOf(context);
  if (access.kind === 'api_key') {
    return { workspace_id: access.workspace_id, actor: `API key «${access.name}»`, user: undefined };
  }
  if (access.kind !== 'user' || access.membership === undefined) {
    throw new Error('This route is not one of a workspace.');
  }
  const { membership } = access;
  return { workspace_id: membership.workspace_id, actor: access.email, user: { ...access, membership } };
});
