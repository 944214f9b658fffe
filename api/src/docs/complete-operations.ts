import { problem } from '@parley/contracts';
import { type OpenAPIObject } from '@nestjs/swagger';
import { schemaOf } from './schema-of.js';

interface Operation {
  parameters?: { name: string; in: string }[];
  responses?: Record<string, unknown>;
  security?: Record<string, string[]>[];
}

const METHODS = ['get', 'post', 'patch', 'put', 'delete'] as const;

/**
 * Adds what handlers do not say of themselves: the parameters of the path that a guard reads in their place (without
 * them the document is not valid), how refusals look, and that signing in needs nobody to be signed in.
 */
export function completeOperations(paths: OpenAPIObject['paths']): OpenAPIObject['paths'] {
  const completed = Object.entries(paths).map(([path, item]) => {
    const operations = METHODS.flatMap((method) => {
      const operation = (item as Partial<Record<string, Operation>>)[method];
      return operation === undefined ? [] : [[method, complete(path, operation)] as const];
    });
    return [path, { ...item, ...Object.fromEntries(operations) }] as const;
  });
  return Object.fromEntries(completed) as OpenAPIObject['paths'];
}

function complete(path: string, operation: Operation): Operation {
  const given = operation.parameters ?? [];
  const missing = [...path.matchAll(/\{(\w+)\}/g)]
    .map(([, name = '']) => name)
    .filter((name) => !given.some((parameter) => parameter.in === 'path' && parameter.name === name));
  return {
    ...operation,
    parameters: [...missing.map(pathParameter), ...given],
    responses: { ...operation.responses, default: operation.responses?.['default'] ?? REFUSAL },
    ...(path.startsWith('/api/auth/') ? { security: [] } : {}),
  };
}

const pathParameter = (name: string) => ({
  name,
  in: 'path',
  required: true,
  schema: { type: 'string' },
});

const REFUSAL = {
  description: 'Why not, and what to do',
  content: { 'application/problem+json': { schema: schemaOf(problem, 'output') } },
};
