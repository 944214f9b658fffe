import type { FastifyInstance, FastifyRequest } from 'fastify';
import {
  IMPORT_LIMITS,
  nodeImportInput,
  nodeImportPatch,
  nodeImportStart,
  type NodeImport,
} from '@parley/contracts';
import type { z } from 'zod';
import { isEqualSecret } from '../../equal-secret.js';
import { badRequest, wrongCredentials } from '../../problem.js';
import type { Jobs } from './jobs.js';

type One = { Params: { import_id: string }; Querystring: { offset?: string } };

/** What the api asks of the imports here: files come in parts, everything else goes on in the background. */
export function importsApi(app: FastifyInstance, jobs: Jobs, internalToken: string): void {
  const guard = {
    onRequest: async (request: FastifyRequest) => {
      const token = /^Bearer ([\x21-\x7e]{1,512})$/i.exec(request.headers.authorization ?? '')?.[1];
      if (token === undefined || !isEqualSecret(token, internalToken))
        throw wrongCredentials('This address is for the other parts of Parley.');
    },
  };
  const path = '/internal/imports/:import_id';
  app.get<One>(path, guard, (request) => jobs.read(idOf(request)));
  app.put<One>(path, guard, (request) => jobs.create(idOf(request), parse(nodeImportInput, request.body)));
  app.patch<One>(path, guard, (request) => {
    const { format, options, is_remembered } = parse(nodeImportPatch, request.body);
    return jobs.change(idOf(request), {
      ...(format === undefined ? {} : { format }),
      ...(options === undefined ? {} : { options }),
      is_remembered,
    });
  });
  app.delete<One>(path, guard, async (request, reply) => {
    await jobs.forget(idOf(request));
    return reply.code(204).send();
  });
  app.put<One>(
    `${path}/file`,
    { ...guard, bodyLimit: IMPORT_LIMITS.part_bytes },
    (request): Promise<NodeImport> => {
      const offset = Number(request.query.offset ?? NaN);
      if (!Number.isSafeInteger(offset) || offset < 0 || !Buffer.isBuffer(request.body))
        throw badRequest('Send a part of the file, and with ?offset= how many bytes come before it.');
      return jobs.append(idOf(request), offset, request.body);
    },
  );
  app.post<One>(`${path}/start`, guard, (request) =>
    jobs.begin(idOf(request), parse(nodeImportStart, request.body).account_id),
  );
  app.post<One>(`${path}/pause`, guard, (request) => jobs.pause(idOf(request)));
  app.post<One>(`${path}/resume`, guard, (request) => jobs.resume(idOf(request)));
  app.post<One>(`${path}/stop`, guard, (request) => jobs.end(idOf(request)));
}

const idOf = (request: { params: { import_id: string } }) => Number(request.params.import_id);

function parse<T>(schema: z.ZodType<T>, body: unknown): T {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.isBuffer(body) ? body.toString('utf8') : '');
  } catch {
    throw badRequest('The body is not JSON.');
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw badRequest(parsed.error.issues[0]?.message ?? 'The body is wrong.');
  return parsed.data;
}
