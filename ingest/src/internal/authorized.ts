import type { FastifyInstance } from 'fastify';
import { isEqualSecret } from '../equal-secret.js';
import { wrongCredentials } from '../problem.js';

/** Routes under `/internal` that only our own processes may call: each request must show the internal token. */
export function internalRoutes(
  app: FastifyInstance,
  internalToken: string,
  add: (scope: FastifyInstance) => void,
): void {
  void app.register(
    (scope, _options, done) => {
      // Before the body is read.
      scope.addHook('onRequest', async (request) => {
        const token = /^Bearer ([\x21-\x7e]{1,512})$/i.exec(request.headers.authorization ?? '')?.[1];
        if (token === undefined || !isEqualSecret(token, internalToken)) {
          throw wrongCredentials('This address is for the other processes of Parley.');
        }
      });
      add(scope);
      done();
    },
    { prefix: '/internal' },
  );
}
