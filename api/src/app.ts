import cookie from '@fastify/cookie';
import { type LoggerService } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { IMPORT_LIMITS } from '@parley/contracts';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { AppModule, type DerivationPlace } from './app.module.js';
import { ParametersService } from './clickhouse/parameters.service.js';
import { type Config } from './config.js';
import { serveDocs } from './docs/serve-docs.js';
import { notFound } from './http/problem-error.js';
import { sendProblem } from './http/problem.filter.js';
import { securityHeaders } from './http/security-headers.js';
import { serveDashboard } from './site/serve-dashboard.js';

/** One batch of profiles is the largest body there is. */
const BODY_LIMIT_BYTES = 16 * 1024 * 1024;

export interface AppOptions {
  derivation?: DerivationPlace;
  /** The folder of the built dashboard. */
  dashboardDir: string;
  logger?: LoggerService | false;
  /** Called with every route before the app is ready. */
  onRoute?: (route: { method: string; url: string }) => void;
}

/** Gives the app, initialised but not listening. Both databases must be migrated. */
export async function createApp(config: Config, options: AppOptions): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    // One hop: what our own proxy added at the end of `X-Forwarded-For`. The rest was written by the caller, who could
    // be somebody new with each wrong password.
    trustProxy: config.trustProxy ? (_address: string, hop: number) => hop === 0 : false,
    bodyLimit: BODY_LIMIT_BYTES,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 200 },
    // Addresses that the router itself gives up on: a broken escape, a part that is too long.
    frameworkErrors: (_error: Error, request: FastifyRequest, reply: FastifyReply) =>
      sendProblem(request, reply, notFound()),
  });
  const fastify = adapter.getInstance();
  fastify.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) options.onRoute?.({ method: one, url });
  });
  fastify.addContentTypeParser(
    'application/octet-stream',
    { parseAs: 'buffer', bodyLimit: IMPORT_LIMITS.part_bytes },
    (_request, body, done) => done(null, body),
  );
  securityHeaders(fastify);
  await fastify.register(cookie);

  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.with(config, options.derivation),
    adapter,
    {
      ...(options.logger === undefined ? {} : { logger: options.logger }),
      abortOnError: false,
    },
  );
  serveDocs(app);
  await serveDashboard(app, options.dashboardDir);
  await app.init();
  await fastify.ready();
  await app.get(ParametersService).publish();
  return app;
}
