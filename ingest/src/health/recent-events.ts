const GENERATION = 50_000;
/** A power of two, so much above a generation that a free place is never far. */
const PLACES = 131_072;

/**
 * The ids of the events that this process took last, at least 50 000 and at most 100 000 of them: enough to see that a
 * platform sent something again. It can not see what came to another ingest process, before the last start, or longer
 * ago than that many events; it never takes a new event for a duplicate, because the ids are the events' own.
 */
export class RecentEvents {
  private young = new IdSet();
  private old = new IdSet();

  /** Whether it was taken before; remembers it. */
  seen(eventId: bigint): boolean {
    if (!this.young.add(eventId)) return true;
    const isKnown = this.old.has(eventId);
    if (this.young.size >= GENERATION) {
      [this.old, this.young] = [this.young, this.old];
      this.young.clear();
    }
    return isKnown;
  }
}

/** Ids in one piece of memory: a Set of so many would be walked with every collection of garbage. 0 is no id. */
class IdSet {
  size = 0;
  private readonly ids = new BigUint64Array(PLACES);
  private readonly halves = new Uint32Array(this.ids.buffer);

  /** False when it was there already. */
  add(id: bigint): boolean {
    const place = this.placeOf(id);
    if (this.ids[place] === id) return false;
    this.ids[place] = id;
    this.size++;
    return true;
  }

  has(id: bigint): boolean {
    return this.ids[this.placeOf(id)] === id;
  }

  clear(): void {
    this.ids.fill(0n);
    this.size = 0;
  }

  /** Where the id is, or the free place where it would be. Ids are hashes: any bits of them are as good as others. */
  private placeOf(id: bigint): number {
    WANTED[0] = id;
    const one = WANTED_HALVES[0] ?? 0;
    const other = WANTED_HALVES[1] ?? 0;
    for (let place = one & (PLACES - 1); ; place = (place + 1) & (PLACES - 1)) {
      const first = this.halves[2 * place];
      const second = this.halves[2 * place + 1];
      if ((first === one && second === other) || (first === 0 && second === 0)) return place;
    }
  }
}

const WANTED = new BigUint64Array(1);
const WANTED_HALVES = new Uint32Array(WANTED.buffer);
