import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { notFound } from '../http/problem-error.js';
import { sendProblem } from '../http/problem.filter.js';

/** Angular puts a hash of the content into the name: such a file never changes. */
const HASHED = /[-.][A-Z0-9]{8}\.\w+$/;
const YEAR_SECONDS = 31_536_000;

/**
 * Serves the built dashboard at `/`. Any address that is not a file and not of the api is a page of the dashboard,
 * so it gets index.html; the router in the browser does the rest.
 */
export async function serveDashboard(app: NestFastifyApplication, dir: string): Promise<void> {
  const fastify = app.getHttpAdapter().getInstance();
  await fastify.register(fastifyStatic, { root: dir, serve: false, decorateReply: true });
  const page = async (request: FastifyRequest, reply: FastifyReply) => {
    const path = pathOf(request.url);
    if (path === undefined || /^\/(api|internal)(\/|$)/.test(path)) {
      return sendProblem(request, reply, notFound());
    }
    const isFile = /\.\w+$/.test(path) && path !== '/index.html';
    if (isFile && existsSync(join(dir, path))) {
      return reply.sendFile(path.slice(1), dir, {
        cacheControl: true,
        immutable: HASHED.test(path),
        maxAge: HASHED.test(path) ? YEAR_SECONDS * 1000 : 0,
      });
    }
    if (isFile) return sendProblem(request, reply, notFound());
    if (!existsSync(join(dir, 'index.html'))) {
      return reply
        .code(503)
        .type('text/plain; charset=utf-8')
        .send('The dashboard is not built yet: npm run build\n');
    }
    return reply.header('cache-control', 'no-cache').sendFile('index.html', dir, { cacheControl: false });
  };
  fastify.get('/', page);
  fastify.get('/*', page);
}

/** The path without its query, decoded; undefined when it cannot be, or tries to leave the folder. */
function pathOf(url: string): string | undefined {
  try {
    const path = decodeURIComponent(url.split('?', 1)[0] ?? '/');
    return path.includes('\0') || path.split(/[/\\]/).includes('..') ? undefined : path;
  } catch {
    return undefined;
  }
}
