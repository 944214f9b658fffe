import type { NodeConnectionTest } from '@parley/contracts';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { internalRoutes } from '../internal/authorized.js';
import { badRequest } from '../problem.js';
import type { Directory } from '../snapshot/directory.js';
import { testConnection, type ConnectionTestParts } from './connection-test.js';

const query = z.object({ account_id: z.coerce.number().int().positive() });

/** GET /internal/connection-test?account_id=: for the api alone, with the internal token. */
export function connectionTest(
  app: FastifyInstance,
  parts: ConnectionTestParts & { internalToken: string; directory(): Directory | undefined },
): void {
  internalRoutes(app, parts.internalToken, (scope) => {
    scope.get('/connection-test', async (request): Promise<NodeConnectionTest> => {
      const asked = query.safeParse(request.query);
      if (!asked.success) throw badRequest('Name the account: ?account_id=1');
      const account = parts.directory()?.account(asked.data.account_id);
      if (account) return { checks: await testConnection(account, parts) };
      return { checks: [{ key: 'webhook', state: 'not_checked', finding: 'unknown_yet', values: {} }] };
    });
  });
}
