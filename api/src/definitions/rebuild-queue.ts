import { Injectable } from '@nestjs/common';

/** Tells whoever rebuilds in this process that there is something to do. What is to be done stands in PostgreSQL. */
@Injectable()
export class RebuildQueue {
  private listener: () => void = () => undefined;

  onWake(listener: () => void): void {
    this.listener = listener;
  }

  wake(): void {
    this.listener();
  }
}
