import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodeImport, type ImportFormat, type ImportOptions, type NodeImport } from '@parley/contracts';
import { eventually, INTERNAL_TOKEN } from './fixtures.js';

/** The api's side of the imports of one ingest process, over HTTP. */
export function importsOf(url: () => string) {
  const call = async (method: string, path: string, body?: unknown): Promise<Response> => {
    const isBytes = body instanceof Uint8Array;
    return fetch(`${url()}/internal/imports/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${INTERNAL_TOKEN}`,
        ...(body === undefined
          ? {}
          : { 'content-type': isBytes ? 'application/octet-stream' : 'application/json' }),
      },
      ...(body === undefined ? {} : { body: isBytes ? new Uint8Array(body) : JSON.stringify(body) }),
    });
  };
  const tell = async (method: string, path: string, body?: unknown): Promise<NodeImport> => {
    const answer = await call(method, path, body);
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return nodeImport.parse(await answer.json());
  };
  const until = (id: number, ...states: NodeImport['state'][]) =>
    eventually(async () => {
      const now = await tell('GET', String(id)).catch(() => undefined);
      return now && states.includes(now.state) ? now : undefined;
    }, 60_000);

  return {
    call,
    tell,
    until,
    /** Uploads a file in parts and waits until it is checked. */
    upload: async (
      id: number,
      content: string | Uint8Array,
      given: { name?: string; format?: ImportFormat; options?: ImportOptions; workspace_id?: number } = {},
    ): Promise<NodeImport> => {
      const bytes = Buffer.from(content);
      await tell('PUT', String(id), {
        workspace_id: given.workspace_id ?? 1,
        file_name: given.name ?? 'history',
        file_bytes: bytes.length,
        format: given.format ?? null,
        options: given.options ?? { me: [], time_zone: 'UTC' },
      });
      const half = Math.ceil(bytes.length / 2);
      await tell('PUT', `${id}/file?offset=0`, bytes.subarray(0, half));
      if (half < bytes.length) await tell('PUT', `${id}/file?offset=${half}`, bytes.subarray(half));
      return until(id, 'checked', 'needs_answer', 'failed');
    },
  };
}

/** A file with this content, for readers that take a path. */
export function aFile(content: string | Uint8Array): string {
  const path = join(mkdtempSync(join(tmpdir(), 'parley-import-')), 'file');
  writeFileSync(path, content);
  return path;
}
