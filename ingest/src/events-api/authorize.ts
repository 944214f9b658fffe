import type { IncomingHttpHeaders } from 'node:http';
import { isEqualSecret } from '../equal-secret.js';
import { badRequest, Problem, tryLater, wrongCredentials } from '../problem.js';
import type { Directory, Workspace } from '../snapshot/directory.js';

/** Which workspace the caller writes to. It comes from the credential, never from the body. Throws a {@link Problem}. */
export function authorize(
  headers: IncomingHttpHeaders,
  directory: Directory | undefined,
  internalToken: string,
): Workspace {
  const token = /^Bearer ([\x21-\x7e]{1,512})$/i.exec(headers.authorization ?? '')?.[1];
  if (token === undefined) throw wrongCredentials('Send an API key as "Authorization: Bearer <key>".');
  if (!directory) throw tryLater('Parley is starting: the accounts are not known yet.', 2);
  if (isEqualSecret(token, internalToken)) return workspaceOfInternalCall(headers, directory);

  const key = directory.apiKey(token);
  if (!key) throw wrongCredentials('This API key does not exist, or it was deleted.');
  if (!key.scopes.includes('events:write')) {
    throw new Problem(403, 'not_allowed', 'Not allowed', 'This API key lacks the scope events:write.');
  }
  const workspace = directory.workspace(key.workspaceId);
  if (!workspace) throw wrongCredentials('This API key does not exist, or it was deleted.');
  return workspace;
}

/** Imports and the demo data come from our own programs, which name the workspace in a header. */
function workspaceOfInternalCall(headers: IncomingHttpHeaders, directory: Directory): Workspace {
  const named = headers['x-parley-workspace'];
  const workspace = typeof named === 'string' ? directory.workspace(Number(named)) : undefined;
  if (!workspace) throw badRequest('The header x-parley-workspace must name a workspace.');
  return workspace;
}
