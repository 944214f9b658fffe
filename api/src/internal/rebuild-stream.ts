import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { type RebuildProgress } from '@parley/contracts';
import { DefinitionsService } from '../definitions/definitions.service.js';

const LOOK_MS = 300;

/** Asks for a rebuild and tells how far it is. Leaving the stream does not stop the rebuild. */
@Injectable()
export class RebuildStream {
  constructor(private readonly definitions: DefinitionsService) {}

  /** NDJSON of `rebuildProgress`; the last line says `is_done`. */
  begin(workspace_id: number | undefined): Readable {
    return Readable.from(this.lines(workspace_id));
  }

  private async *lines(workspace_id: number | undefined): AsyncGenerator<string> {
    await this.definitions.recompute(workspace_id);
    for (;;) {
      const progress = await this.definitions.rebuildProgress(workspace_id);
      const line: RebuildProgress = { progress: progress ?? 1, is_done: progress === null };
      yield `${JSON.stringify(line)}\n`;
      if (progress === null) return;
      await pause(LOOK_MS);
    }
  }
}
