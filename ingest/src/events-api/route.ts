import type { FastifyInstance } from 'fastify';
import type { EventsAnswer } from '@parley/contracts';
import { deliveryIdOf, type Delivery, type Intake } from '../intake.js';
import type { Metrics } from '../metrics.js';
import { readBody, type WorkBudget } from '../read-body.js';
import type { Directory, Workspace } from '../snapshot/directory.js';
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
  const callers = new WeakMap<object, Caller>();

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
        const { answer, taken } = await take(parts.intake, {
          ...caller,
          contentType: request.headers['content-type'],
          body,
          receivedAt,
        });
        await taken;
        parts.metrics.rejected.inc(answer.rejected.length);
        return answer;
      });
    },
  );
}

interface Caller {
  workspace: Workspace;
  directory: Directory;
}

/**
 * Validates what a body holds and gives it to the intake. `taken` is for the caller to wait for: by then nothing here
 * holds the events any more (see {@link Intake.accept}).
 */
async function take(
  intake: Intake,
  request: Caller & { contentType: string | undefined; body: Buffer; receivedAt: number },
): Promise<{ answer: EventsAnswer; taken: Promise<void> }> {
  const { workspace, directory, body, receivedAt } = request;
  const items = readItems(request.contentType, body);
  const events: Delivery['events'] = [];
  const rejected: EventsAnswer['rejected'] = [];
  for (const [index, item] of items.entries()) {
    if (index > 0 && index % ITEMS_PER_TURN === 0) await new Promise(setImmediate);
    const result = validate(item, workspace, directory);
    if ('event' in result) events.push(result);
    else rejected.push({ index, ...result });
  }
  const deliveryId = deliveryIdOf(workspace, body);
  const taken = intake.accept({ workspace, deliveryId, receivedAt, mapperVersion: MAPPER_VERSION, events });
  return { answer: { accepted: events.length, rejected }, taken };
}
