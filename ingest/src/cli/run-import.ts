import { open } from 'node:fs/promises';
import {
  IMPORT_LIMITS,
  parleyImport,
  problem,
  type Import,
  type ImportInput,
  type ImportStart,
  type ImportState,
} from '@parley/contracts';
import { sleep } from '../spool/pause.js';
import { UsageError, type Running } from './running.js';

const LOOK_MS = 300;

/** The imports of a workspace, by the internal address of the api. */
export class ImportRun {
  constructor(
    private readonly running: Running,
    private readonly workspaceId: string,
  ) {}

  /** Sends the file in parts and waits until it is checked. Throws {@link UsageError} where it cannot be imported. */
  async upload(path: string, input: ImportInput, onBytes: (bytes: number) => void): Promise<Import> {
    let made = await this.call('POST', '', input);
    const file = await open(path);
    try {
      const part = Buffer.alloc(IMPORT_LIMITS.part_bytes);
      for (let at = 0; at < input.file_bytes;) {
        const { bytesRead } = await file.read(part, 0, part.length, at);
        made = await this.call(
          'PUT',
          `/${made.import_id}/file?offset=${at}`,
          new Uint8Array(part.subarray(0, bytesRead)),
        );
        at += bytesRead;
        onBytes(bytesRead);
      }
    } finally {
      await file.close();
    }
    return this.until(made.import_id, ['checked']);
  }

  start(importId: string, where: ImportStart): Promise<Import> {
    return this.call('POST', `/${importId}/start`, where);
  }

  undo(importId: string): Promise<Import> {
    return this.call('POST', `/${importId}/undo`, {});
  }

  /** Waits until the import is in one of these states. Throws {@link UsageError} when it stops before. */
  async until(
    importId: string,
    states: readonly ImportState[],
    onChange?: (now: Import) => void,
  ): Promise<Import> {
    for (;;) {
      const now = await this.call('GET', `/${importId}`);
      onChange?.(now);
      if (states.includes(now.state)) return now;
      if (now.state === 'failed' || now.state === 'needs_answer') {
        const why = now.failure?.code ?? now.questions.join(', ');
        throw new UsageError(`The import ${importId} stopped (${why}). See it on the screen Import.`);
      }
      await sleep(LOOK_MS);
    }
  }

  private async call(method: string, path: string, body?: object): Promise<Import> {
    const isFile = body instanceof Uint8Array;
    let response: Response;
    try {
      response = await fetch(`${this.running.api_url}/internal/imports${path}`, {
        method,
        headers: {
          authorization: `Bearer ${this.running.internal_token}`,
          'x-parley-workspace': this.workspaceId,
          ...(body === undefined
            ? {}
            : { 'content-type': isFile ? 'application/octet-stream' : 'application/json' }),
        },
        ...(body === undefined ? {} : { body: isFile ? new Uint8Array(body) : JSON.stringify(body) }),
      });
    } catch {
      throw new UsageError(
        `Parley does not answer at ${this.running.api_url}. What was started goes on when it is back.`,
      );
    }
    const answer: unknown = await response.json().catch(() => undefined);
    if (response.ok) return parleyImport.parse(answer);
    const told = problem.safeParse(answer);
    throw new UsageError(told.success ? told.data.detail : `Parley answered ${response.status}`);
  }
}
