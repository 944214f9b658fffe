import type { FastifyInstance } from 'fastify';
import type { EventsAnswer } from '@parley/contracts';
import { deliveryIdOf, type Intake } from '../intake.js';
import type { Metrics } from '../metrics.js';
import { readBody, type WorkBudget } from '../read-body.js';
import type { Account, Directory, Workspace } from '../snapshot/directory.js';
import { authorize } from './authorize.js';
import { readItems } from './read-items.js';
import { validate } from './validate.js';

export interface EventsApiParts {
  directory(): Directory | undefined;
  intake: Intake;
  metrics: Metrics;
  budget: WorkBudget;
  internalToken: string;
}

/** Of the rules that turn a request into events; a higher version replaces what a lower one made of the same event. */
const MAPPER_VERSION = 1;
const ITEMS_PER_TURN = 500;

/** `POST /v1/events`: events that a program states itself. Answers 200 only when all accepted ones are on the disk. */
export function eventsApi(app: FastifyInstance, parts: EventsApiParts): void {
  const callers = new WeakMap<object, { workspace: Workspace; directory: Directory }>();

  app.post(
    '/v1/events',
    {
      // Before the body is read: a stranger must not make us read 5 MB.
      onRequest: async (request) => {
        const directory = parts.directory();
        const workspace = authorize(request.headers, directory, parts.internalToken);
        if (directory) callers.set(request, { workspace, directory });
      },
    },
    async (request): Promise<EventsAnswer> => {
      const receivedAt = Date.now();
      const caller = callers.get(request);
      if (!caller) throw new Error('a request without a caller');
      const body = await readBody(request.headers, request.body);
      return parts.budget.spend(body.length, async () => {
        const items = readItems(request.headers['content-type'], body);
        const events: {
          event: Parameters<Intake['accept']>[0]['events'][number]['event'];
          account: Account;
        }[] = [];
        const rejected: EventsAnswer['rejected'] = [];
        for (const [index, item] of items.entries()) {
          if (index > 0 && index % ITEMS_PER_TURN === 0) await new Promise(setImmediate);
          const result = validate(item, caller.workspace, caller.directory);
          if ('event' in result) events.push(result);
          else rejected.push({ index, ...result });
        }
        await parts.intake.accept({
          workspace: caller.workspace,
          deliveryId: deliveryIdOf(caller.workspace, body),
          receivedAt,
          mapperVersion: MAPPER_VERSION,
          events,
        });
        parts.metrics.rejected.inc(rejected.length);
        return { accepted: events.length, rejected };
      });
    },
  );
}
