interface Piece {
  controller: AbortController;
  /** Resolves when it is done, or stopped and nothing of it is under way. */
  over: Promise<void>;
}

/** Work that is done one piece after the other, each under an id, by which it can be stopped. Pieces never throw. */
export class Lane {
  private last: Promise<void> = Promise.resolve();
  private readonly pieces = new Map<number, Piece>();

  /** Does `work` when all that was given before is done. What was given under the same id is stopped first. */
  run(id: number, work: (signal: AbortSignal) => Promise<void>): void {
    this.pieces.get(id)?.controller.abort();
    const controller = new AbortController();
    const over = this.last.then(async () => {
      if (!controller.signal.aborted) await work(controller.signal);
      if (this.pieces.get(id)?.controller === controller) this.pieces.delete(id);
    });
    this.pieces.set(id, { controller, over });
    this.last = over;
  }

  /** Whether work under this id waits or is under way. */
  has(id: number): boolean {
    return this.pieces.has(id);
  }

  /** Stops the work under an id at once; resolves when nothing of it is under way. */
  async stop(id: number): Promise<void> {
    const piece = this.pieces.get(id);
    piece?.controller.abort();
    await piece?.over;
  }

  async stopAll(): Promise<void> {
    for (const { controller } of this.pieces.values()) controller.abort();
    await this.last;
  }
}
