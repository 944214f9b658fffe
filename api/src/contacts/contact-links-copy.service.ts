import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type ClickHouse, type ContactLinkOfStore, putContactLinks, readContactLinks } from '@parley/sql';
import { In, MoreThan, type Repository } from 'typeorm';
import { ADMIN_STORE } from '../clickhouse/clickhouse.js';
import { ContactLinkRow } from './contact-link.entity.js';

const RETRY_MS = 5_000;
const AT_ONCE = 1_000;

/** A saying, and the one that takes it back. */
export interface Told {
  said: ContactLinkRow;
  undo: ContactLinkRow | undefined;
}

/** Copies what people say of who is whom to ClickHouse, where reports resolve it. PostgreSQL is where it is true. */
@Injectable()
export class ContactLinksCopy implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('contacts');
  private lastVersion = 0;
  private retry: NodeJS.Timeout | undefined;
  private working: Promise<unknown> | undefined;
  private isStopping = false;

  constructor(
    @InjectRepository(ContactLinkRow) private readonly links: Repository<ContactLinkRow>,
    @Inject(ADMIN_STORE) private readonly store: ClickHouse,
  ) {}

  onApplicationBootstrap(): void {
    this.working = this.writeAll();
  }

  async onModuleDestroy(): Promise<void> {
    this.isStopping = true;
    clearTimeout(this.retry);
    await this.working;
  }

  /** Writes one saying as it is now. False: the store is away, and it is written by itself once it is back. */
  write(said: ContactLinkRow): Promise<boolean> {
    return this.tried(() => this.put([said]));
  }

  /** Who took which of these back. */
  async withUndo(said: readonly ContactLinkRow[]): Promise<Told[]> {
    if (said.length === 0) return [];
    const undone = await this.links.findBy({ undoes: In(said.map(({ link_id }) => link_id)) });
    const undoOf = new Map(undone.map((undo) => [undo.undoes, undo]));
    return said.map((one) => ({ said: one, undo: undoOf.get(one.link_id) }));
  }

  /** All of them, and takes out what is not in PostgreSQL: after a backup was put back the store may know more. */
  writeAll(): Promise<boolean> {
    return this.tried(async () => {
      // Before PostgreSQL is read: another process may say something meanwhile.
      const unknown = new Map((await readContactLinks(this.store)).map((one) => [nameOf(one), one]));
      for (let after = 0; ;) {
        const said = await this.links.find({
          where: { kind: In(['merge', 'split']), link_id: MoreThan(after) },
          order: { link_id: 'ASC' },
          take: AT_ONCE,
        });
        for (const one of said) unknown.delete(nameOf(one));
        await this.put(said);
        if (said.length < AT_ONCE || this.isStopping) break;
        after = said.at(-1)?.link_id ?? after;
      }
      if (unknown.size === 0 || this.isStopping) return;
      const version = this.nextVersion();
      await putContactLinks(
        this.store,
        [...unknown.values()].map((one) => ({ ...one, is_undone: true, version })),
      );
      this.logger.warn(`${unknown.size} merges and splits are no more in PostgreSQL and are taken back.`);
    });
  }

  private async put(links: readonly ContactLinkRow[]): Promise<void> {
    if (links.length === 0) return;
    // Before it is asked what was taken back: what is taken back meanwhile is written with a higher version.
    const version = this.nextVersion();
    const told = await this.withUndo(links);
    await putContactLinks(
      this.store,
      told.map(({ said, undo }) => ({
        workspace_id: said.workspace_id,
        link_id: said.link_id,
        said_at: said.said_at,
        kind: said.kind === 'split' ? 'split' : 'merge',
        identity_id: said.identity_id,
        other_identity_id: said.other_identity_id,
        is_undone: undo !== undefined,
        version,
      })),
    );
  }

  /** Whether it was done; if not, all of them are written a little later, and again until it is done. */
  private async tried(work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      if (this.isStopping) return false;
      this.logger.warn(
        `Who is whom will be written later: ${error instanceof Error ? error.message : String(error)}`,
      );
      clearTimeout(this.retry);
      this.retry = setTimeout(() => (this.working = this.writeAll()), RETRY_MS);
      this.retry.unref();
      return false;
    }
  }

  /** Milliseconds since 1970, but always more than the last one. */
  private nextVersion(): bigint {
    this.lastVersion = Math.max(Date.now(), this.lastVersion + 1);
    return BigInt(this.lastVersion);
  }
}

const nameOf = ({ workspace_id, link_id }: Pick<ContactLinkOfStore, 'workspace_id' | 'link_id'>): string =>
  `${workspace_id} ${link_id}`;
