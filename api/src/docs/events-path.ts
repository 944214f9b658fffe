import { event, EVENTS_LIMITS, eventsAnswer, problem } from '@parley/contracts';
import { type OpenAPIObject } from '@nestjs/swagger';
import { schemaOf, type JsonSchema } from './schema-of.js';

/** `POST /v1/events`: served by ingest, documented here because this is where readers look. */
export function eventsPath(): OpenAPIObject['paths'] {
  const one = schemaOf(event, 'input');
  const content = {
    schema: { oneOf: [one, { type: 'array', items: one, maxItems: EVENTS_LIMITS.events }] },
    examples: examples(),
  };
  return {
    '/v1/events': {
      post: {
        operationId: 'send_events',
        tags: ['Events (served by ingest, on its own address)'],
        summary: 'Send one event, an array of events, or NDJSON',
        description:
          `At most ${EVENTS_LIMITS.bytes / 1024 / 1024} MB after decompression and ${EVENTS_LIMITS.events} events; gzip is welcome. ` +
          'The address of ingest stands in `product.ingest_url` of `/api/me`. A bad item never spoils the others; ' +
          'the same id again changes nothing. 200 means: on disk.',
        security: [{ api_key: [] }],
        requestBody: {
          required: true,
          content: {
            'application/json': content,
            'application/x-ndjson': { schema: { type: 'string', description: 'One event a line.' } },
          },
        },
        responses: {
          '200': {
            description: 'What was taken and what was not',
            content: { 'application/json': { schema: schemaOf(eventsAnswer, 'output') } },
          },
          '503': { description: 'Nothing was taken: send it again after `Retry-After`.' },
          default: {
            description: 'Why not, and what to do',
            content: { 'application/problem+json': { schema: schemaOf(problem, 'output') } },
          },
        },
      },
    },
  } as OpenAPIObject['paths'];
}

/** Each event type that states an example of itself. */
function examples(): Record<string, { summary: string; value: unknown }> {
  const found: Record<string, { summary: string; value: unknown }> = {};
  for (const option of event.options) {
    const described: JsonSchema = schemaOf(option, 'input');
    const type = option.shape.type.value;
    if (described['example'] !== undefined) found[type] = { summary: type, value: described['example'] };
  }
  return found;
}
