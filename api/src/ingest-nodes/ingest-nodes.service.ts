import { Inject, Injectable, Logger } from '@nestjs/common';
import { type z } from 'zod';
import { CONFIG, type Config } from '../config.js';

const TIMEOUT_MS = 5_000;

/** What one ingest process answered. */
export interface NodeAnswer<T> {
  /** Its place in the configuration; names it in ids that people see. */
  node: number;
  answer: T;
}

/** Asks the ingest processes for what only they know: what waits, what was refused, what lies in quarantine. */
@Injectable()
export class IngestNodes {
  private readonly logger = new Logger('ingest nodes');

  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /** Asks all of them the same question. One that does not answer in time is left out and `isComplete` is false. */
  async askAll<T>(
    path: string,
    schema: z.ZodType<T>,
  ): Promise<{ answers: NodeAnswer<T>[]; isComplete: boolean }> {
    const asked = await Promise.allSettled(this.nodes().map((node) => this.ask(node, path, schema)));
    const answers = asked.flatMap((each, node) =>
      each.status === 'fulfilled' ? [{ node, answer: each.value }] : [],
    );
    return { answers, isComplete: answers.length === asked.length };
  }

  /** Asks one of them; with a `body` by POST. Throws when it does not answer in time, refuses, or answers nonsense. */
  async ask<T>(node: number, path: string, schema: z.ZodType<T>, body?: unknown): Promise<T> {
    try {
      const response = await this.call(node, path, body, AbortSignal.timeout(TIMEOUT_MS));
      return schema.parse(await response.json());
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      this.logger.warn(`${path} of ingest ${node}: ${why}`);
      throw error;
    }
  }

  /** The untouched answer of one of them, for what is streamed. Throws unless it is 2xx. */
  async call(node: number, path: string, body?: unknown, signal?: AbortSignal): Promise<Response> {
    const url = this.config.ingestNodes[node];
    if (url === undefined) throw new Error('no such ingest process');
    const response = await fetch(`${url}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        authorization: `Bearer ${this.config.internalToken}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    });
    if (!response.ok) {
      await response.body?.cancel();
      throw new Error(`answered ${response.status}`);
    }
    return response;
  }

  nodes(): number[] {
    return this.config.ingestNodes.map((_, node) => node);
  }
}
