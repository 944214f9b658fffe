import { Inject, Injectable } from '@nestjs/common';
import { MOST_PINS, type PinInput, type PinList, type PinPatch } from '@parley/contracts';
import { DataSource, type EntityManager } from 'typeorm';
import { type Place } from '../access/access.js';
import { invalidRequest, notAllowed, notFound } from '../http/problem-error.js';
import { User } from '../users/user.entity.js';
import { PinRow } from './pin.entity.js';

/** Whose pins: a member's in one workspace. */
interface Whose {
  workspace_id: number;
  user_id: number;
}

/** Keeps what each member has at hand. Nobody else sees or changes it, an owner neither. */
@Injectable()
export class PinsService {
  constructor(@Inject(DataSource) private readonly source: DataSource) {}

  async list(place: Place): Promise<PinList> {
    return listed(await rowsOf(this.source.manager, whose(place)));
  }

  /** Throws `invalid_request` for one too many. */
  create(place: Place, { name, address }: PinInput): Promise<PinList> {
    return this.changed(place, async (manager, mine, rows) => {
      if (rows.length >= MOST_PINS)
        throw invalidRequest([
          { path: 'name', message: `at most ${MOST_PINS} places can be kept: remove one first` },
        ]);
      const last = Math.max(0, ...rows.map((row) => row.place));
      await manager.insert(PinRow, { ...mine, name, address, place: last + 1, created_at: new Date() });
    });
  }

  change(place: Place, pin_id: number, patch: PinPatch): Promise<PinList> {
    return this.changed(place, async (manager, mine, rows) => {
      known(rows, pin_id);
      const { name, address } = patch;
      if (name === undefined && address === undefined) return;
      await manager.update(
        PinRow,
        { ...mine, pin_id },
        { ...(name === undefined ? {} : { name }), ...(address === undefined ? {} : { address }) },
      );
    });
  }

  /** Throws `invalid_request` unless exactly those that there are stand in the order. */
  order(place: Place, pin_ids: readonly string[]): Promise<PinList> {
    return this.changed(place, async (manager, mine, rows) => {
      const asked = pin_ids.map(Number);
      const all = rows.map((row) => row.pin_id);
      if (
        asked.length !== all.length ||
        new Set(asked).size !== all.length ||
        !all.every((id) => asked.includes(id))
      )
        throw invalidRequest([{ path: 'pin_ids', message: 'must name each pin once' }]);
      for (const [index, pin_id] of asked.entries())
        await manager.update(PinRow, { ...mine, pin_id }, { place: index + 1 });
    });
  }

  remove(place: Place, pin_id: number): Promise<PinList> {
    return this.changed(place, async (manager, mine, rows) => {
      known(rows, pin_id);
      await manager.delete(PinRow, { ...mine, pin_id });
    });
  }

  /** One change of a person at a time: two windows of a browser must not make one pin too many. */
  private changed(
    place: Place,
    change: (manager: EntityManager, mine: Whose, rows: PinRow[]) => Promise<void>,
  ): Promise<PinList> {
    const mine = whose(place);
    return this.source.transaction(async (manager) => {
      await manager.findOne(User, { where: { user_id: mine.user_id }, lock: { mode: 'pessimistic_write' } });
      await change(manager, mine, await rowsOf(manager, mine));
      return listed(await rowsOf(manager, mine));
    });
  }
}

function whose({ workspace_id, user }: Place): Whose {
  if (user === undefined) throw notAllowed();
  return { workspace_id, user_id: user.user_id };
}

const rowsOf = (manager: EntityManager, mine: Whose): Promise<PinRow[]> =>
  manager.find(PinRow, { where: { ...mine }, order: { place: 'ASC', pin_id: 'ASC' } });

const listed = (rows: readonly PinRow[]): PinList => ({
  pins: rows.map(({ pin_id, name, address }) => ({ pin_id: String(pin_id), name, address })),
});

function known(rows: readonly PinRow[], pin_id: number): void {
  if (!rows.some((row) => row.pin_id === pin_id)) throw notFound();
}
