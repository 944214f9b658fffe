import cookie from '@fastify/cookie';
import { type LoggerService } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule, type DerivationPlace } from './app.module.js';
import { ParametersService } from './clickhouse/parameters.service.js';
import { type Config } from './config.js';
import { serveDocs } from './docs/serve-docs.js';
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
    trustProxy: config.trustProxy,
    bodyLimit: BODY_LIMIT_BYTES,
    forceCloseConnections: true,
    // Without this a path with a NUL or a broken escape would be a 500.
    routerOptions: { maxParamLength: 200 },
  });
  const fastify = adapter.getInstance();
  fastify.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) options.onRoute?.({ method: one, url });
  });
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
