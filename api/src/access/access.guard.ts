import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { type FastifyRequest } from 'fastify';
import { sameSecret } from '../crypto/token.js';
import { CONFIG, type Config } from '../config.js';
import { notAllowed, notFound, notSignedIn, ProblemError } from '../http/problem-error.js';
import { REQUIREMENT, type Requirement, TAKES_FILE, type UserAccess } from './access.js';
import { can } from './can.js';
import { Credentials } from './credentials.js';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Decides every request of every route: the only place where access is decided. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly credentials: Credentials,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const requirement = this.reflector.getAllAndOverride<Requirement | undefined>(REQUIREMENT, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (requirement === undefined) throw notFound();
    if (!SAFE_METHODS.has(request.method)) {
      refuseForeignForms(request, this.reflector.get(TAKES_FILE, context.getHandler()) === true);
    }
    switch (requirement.for) {
      case 'everybody':
        return true;
      case 'internal':
        return this.internal(request);
      case 'signed_in':
        request.access = await this.user(request);
        return true;
      case 'workspace':
        await this.workspace(request, requirement);
        return true;
    }
  }

  private internal(request: FastifyRequest): boolean {
    const token = bearerOf(request);
    if (token === undefined || !sameSecret(token, this.config.internalToken)) throw notSignedIn();
    request.access = { kind: 'internal' };
    return true;
  }

  private async user(request: FastifyRequest): Promise<UserAccess> {
    const access = await this.credentials.ofSession(request.cookies['parley_session']);
    if (access === undefined) throw notSignedIn();
    return access;
  }

  private async workspace(
    request: FastifyRequest,
    requirement: Extract<Requirement, { for: 'workspace' }>,
  ): Promise<void> {
    const asked = workspaceIdOf(request);
    const token = bearerOf(request);
    if (token !== undefined) {
      const key = await this.credentials.ofApiKey(token);
      if (key === undefined) throw notSignedIn();
      request.access = key;
      if (key.workspace_id !== asked) throw notFound();
      if (requirement.scope === undefined || !key.scopes.includes(requirement.scope)) throw notAllowed();
      return;
    }
    const user = await this.user(request);
    request.access = user;
    const membership =
      asked === undefined ? undefined : await this.credentials.membership(user.user_id, asked);
    if (membership === undefined) throw notFound();
    request.access = { ...user, membership };
    if (!can(membership.role, requirement.action)) throw notAllowed();
  }
}

const bearerOf = (request: FastifyRequest): string | undefined =>
  /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];

function workspaceIdOf(request: FastifyRequest): number | undefined {
  const params = request.params as Record<string, string | undefined>;
  const text = params['workspace_id'] ?? '';
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined;
}

/**
 * Refuses what a page of another site could send with our cookie: a body that is not JSON (a form cannot make one)
 * and a request that says it comes from elsewhere. `SameSite=Lax` stands before this.
 */
function refuseForeignForms(request: FastifyRequest, takesFile: boolean): void {
  const hasBody =
    request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0;
  const type = request.headers['content-type'] ?? '';
  const isFile = takesFile && type === 'application/octet-stream';
  if (hasBody && !isFile && !/^application\/json\s*(;|$)/i.test(type)) {
    throw new ProblemError('unsupported_media_type', {
      en: 'Send the body as application/json.',
      ru: 'Передайте тело запроса как application/json.',
    });
  }
  const site = request.headers['sec-fetch-site'];
  const { origin } = request.headers;
  const isForeign =
    site === undefined
      ? origin !== undefined && hostOf(origin) !== request.headers.host
      : !/^(same-origin|none)$/.test(String(site));
  if (isForeign) {
    throw new ProblemError('not_allowed', {
      en: 'This request comes from another site.',
      ru: 'Этот запрос пришёл с другого сайта.',
    });
  }
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
