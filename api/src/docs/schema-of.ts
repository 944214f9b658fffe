import { z } from 'zod';

export type JsonSchema = Record<string, unknown>;

/**
 * Gives the OpenAPI 3.0 schema of a Zod schema: what is sent (`input`) or what is answered (`output`). Whatever has
 * no form in JSON Schema (a preprocessed list, say) is described by what follows it.
 */
export function schemaOf(schema: unknown, io: 'input' | 'output'): JsonSchema {
  if (!(schema instanceof z.ZodType)) return {};
  const described = z.toJSONSchema(schema, {
    io,
    target: 'openapi-3.0',
    unrepresentable: 'any',
    reused: 'inline',
    cycles: 'ref',
  });
  const { $schema: _, definitions, ...rest } = described as JsonSchema;
  return definitions === undefined ? rest : withoutReferences(rest);
}

/** Only «any JSON» refers to itself, and its definition cannot stand inside a document: it becomes «anything». */
function withoutReferences(schema: JsonSchema): JsonSchema {
  const replace = (_: string, value: unknown) =>
    typeof value === 'object' && value !== null && '$ref' in value ? {} : value;
  return JSON.parse(JSON.stringify(schema), replace) as JsonSchema;
}
