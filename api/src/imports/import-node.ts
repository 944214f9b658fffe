import { Inject, Injectable, Logger } from '@nestjs/common';
import { nodeImport, type NodeImport, problem } from '@parley/contracts';
import { CONFIG, type Config } from '../config.js';
import { conflict, ProblemError } from '../http/problem-error.js';

const TIMEOUT_MS = 30_000;

/** Asks the ingest process that keeps the file of an import, and tells it what to do. */
@Injectable()
export class ImportNode {
  private readonly logger = new Logger('imports');

  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /** A process for a new import; they take turns. */
  choose(): number {
    return Math.floor(Math.random() * this.config.ingestNodes.length);
  }

  /** What the process knows of it; undefined when it knows nothing. Throws `store_unavailable` when it does not answer. */
  async ask(
    { node, import_id }: { node: number; import_id: number },
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path = '',
    body?: object,
  ): Promise<NodeImport | undefined> {
    const url = this.config.ingestNodes[node];
    const isFile = body instanceof Uint8Array;
    const response = await fetch(`${url ?? ''}/internal/imports/${import_id}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.config.internalToken}`,
        ...(body === undefined
          ? {}
          : { 'content-type': isFile ? 'application/octet-stream' : 'application/json' }),
      },
      ...(body === undefined ? {} : { body: isFile ? new Uint8Array(body) : JSON.stringify(body) }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    }).catch((error: unknown) => {
      this.logger.warn(`ingest ${node} does not answer: ${String(error)}`);
      throw unreachable();
    });
    if (response.status === 204) return undefined;
    const answer: unknown = await response.json().catch(() => undefined);
    if (response.ok) return nodeImport.parse(answer);
    if (response.status === 404) return undefined;
    if (response.status === 409) throw notNow();
    const said = problem.safeParse(answer);
    this.logger.warn(
      `ingest ${node} refused ${method} ${path}: ${response.status} ${said.success ? said.data.detail : ''}`,
    );
    throw response.status === 503 ? noRoom() : unreachable();
  }
}

const notNow = () =>
  conflict({
    en: 'The import has gone on meanwhile, so this cannot be done with it now. Look at its state.',
    ru: 'Импорт тем временем изменился, и сейчас это сделать нельзя. Посмотрите на его состояние.',
  });

const unreachable = () =>
  new ProblemError(
    'store_unavailable',
    {
      en: 'The part of Parley that takes files does not answer. Nothing is lost; try again in a few seconds.',
      ru: 'Часть Parley, которая принимает файлы, не отвечает. Ничего не потеряно; повторите через несколько секунд.',
    },
    { retryAfterSeconds: 3 },
  );

const noRoom = () =>
  new ProblemError(
    'store_unavailable',
    {
      en: 'The disk of the server is nearly full. Free some space, then go on.',
      ru: 'На диске сервера почти не осталось места. Освободите его и продолжите.',
    },
    { retryAfterSeconds: 30 },
  );
