import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { Injectable, Logger } from '@nestjs/common';
import { type QuarantineReplayInput, type ReplayProgress, replayProgress } from '@parley/contracts';
import { AuditService } from '../audit/audit.service.js';
import { IngestNodes } from '../ingest-nodes/ingest-nodes.service.js';
import { byNode } from './quarantine.service.js';

const NOTHING: ReplayProgress = { bodies: 0, total: 0, events: 0, still_unmapped: 0, is_done: false };

/** Has what lies in quarantine mapped again, one ingest process after the other, and tells how far it is. */
@Injectable()
export class ReplayStream {
  private readonly logger = new Logger('replay');

  constructor(
    private readonly nodes: IngestNodes,
    private readonly audit: AuditService,
  ) {}

  /** NDJSON of `replayProgress` over all ingest processes; the last line says `is_done`. Leaving it stops the replay. */
  begin(workspace_id: number, actor: string, input: QuarantineReplayInput, signal: AbortSignal): Readable {
    return Readable.from(this.lines(workspace_id, actor, input, signal));
  }

  private async *lines(
    workspace_id: number,
    actor: string,
    { entry_ids, account_id }: QuarantineReplayInput,
    signal: AbortSignal,
  ): AsyncGenerator<string> {
    const chosen = entry_ids === undefined ? undefined : byNode(entry_ids);
    const account = account_id === undefined ? {} : { account_id: Number(account_id) };
    let before = NOTHING;
    let error: string | undefined;
    try {
      for (const node of chosen?.keys() ?? this.nodes.nodes()) {
        const ids = chosen?.get(node);
        const input = {
          workspace_id,
          what: 'quarantine',
          ...account,
          ...(ids === undefined ? {} : { entry_ids: ids }),
        };
        let last = NOTHING;
        try {
          for await (const line of this.of(node, input, signal)) {
            last = line;
            yield written({ ...added(before, line), is_done: false });
          }
          error ??= last.is_done ? last.error : UNFINISHED;
        } catch (cause) {
          if (signal.aborted) return;
          this.logger.warn(
            `replay of ingest ${node}: ${cause instanceof Error ? cause.message : String(cause)}`,
          );
          error ??= UNFINISHED;
        }
        before = added(before, last);
      }
      yield written({ ...before, is_done: true, ...(error === undefined ? {} : { error }) });
    } finally {
      const { bodies, events, still_unmapped } = before;
      await this.audit.record(workspace_id, actor, 'quarantine.replayed', '', {
        bodies,
        events,
        still_unmapped,
      });
    }
  }

  private async *of(node: number, input: object, signal: AbortSignal): AsyncGenerator<ReplayProgress> {
    const response = await this.nodes.call(node, '/internal/replay', input, signal);
    if (response.body === null) return;
    const text = Readable.fromWeb(response.body as Parameters<typeof Readable.fromWeb>[0]);
    for await (const line of createInterface({ input: text, crlfDelay: Infinity })) {
      if (line.trim() !== '') yield replayProgress.parse(JSON.parse(line));
    }
  }
}

const UNFINISHED = 'an ingest process did not finish';

const written = (progress: ReplayProgress) => `${JSON.stringify(progress)}\n`;

const added = (a: ReplayProgress, b: ReplayProgress): ReplayProgress => ({
  bodies: a.bodies + b.bodies,
  total: a.total + b.total,
  events: a.events + b.events,
  still_unmapped: a.still_unmapped + b.still_unmapped,
  is_done: false,
});
