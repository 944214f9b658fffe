import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import {
  CHANNELS,
  type MessageFee,
  type MessageFeeInput,
  messageFeeInput,
  type MessageFees,
} from '@parley/contracts';
import { type ClickHouse, putMessageFees } from '@parley/sql';
import { type EntityManager, type Repository } from 'typeorm';
import { Account } from '../accounts/account.entity.js';
import { AuditService } from '../audit/audit.service.js';
import { ADMIN_STORE } from '../clickhouse/clickhouse.js';
import { conflict, invalidRequest, notFound } from '../http/problem-error.js';
import { parseBody } from '../http/schema.pipe.js';
import { CostDays, versionOf } from './cost-days.js';
import { MessageFeeRow } from './cost.entities.js';

/** What channels ask for a delivered message: kept in PostgreSQL, told to the store before a change is kept. */
@Injectable()
export class MessageFeesService {
  constructor(
    @InjectRepository(MessageFeeRow) private readonly rows: Repository<MessageFeeRow>,
    @Inject(ADMIN_STORE) private readonly store: ClickHouse,
    private readonly days: CostDays,
    private readonly audit: AuditService,
  ) {}

  async list(workspace_id: number): Promise<MessageFees> {
    const rows = await this.rows.findBy({ workspace_id });
    const fees = rows
      .map(feeJson)
      .sort((a, b) => order(a).localeCompare(order(b)) || b.effective_from.localeCompare(a.effective_from));
    return { fees };
  }

  async create(workspace_id: number, actor: string, fee: MessageFeeInput): Promise<MessageFee> {
    const row = await this.days.alone(workspace_id, async (manager) => {
      await this.check(manager, workspace_id, fee, null);
      const made = await manager.save(
        manager.create(MessageFeeRow, { workspace_id, fee, changed_at: new Date(), changed_by: actor }),
      );
      await this.tell(manager, made);
      return made;
    });
    await this.audit.record(workspace_id, actor, 'fees.entered', fee.channel, detailsOf(row));
    return feeJson(row);
  }

  /** `body`: a `messageFeeInput`. */
  async change(workspace_id: number, actor: string, fee_id: number, body: unknown): Promise<MessageFee> {
    const row = await this.days.alone(workspace_id, async (manager) => {
      const before = await this.find(manager, workspace_id, fee_id);
      const fee = parseBody(messageFeeInput, body);
      await this.check(manager, workspace_id, fee, fee_id);
      const changed = await manager.save(
        manager.create(MessageFeeRow, { ...before, fee, changed_at: new Date(), changed_by: actor }),
      );
      await this.tell(manager, changed);
      return changed;
    });
    await this.audit.record(workspace_id, actor, 'fees.changed', row.fee.channel, detailsOf(row));
    return feeJson(row);
  }

  async remove(workspace_id: number, actor: string, fee_id: number): Promise<void> {
    const row = await this.days.alone(workspace_id, async (manager) => {
      const found = await this.find(manager, workspace_id, fee_id);
      await manager.delete(MessageFeeRow, { fee_id });
      await this.tell(manager, { ...found, fee_id }, true);
      return { ...found, fee_id };
    });
    await this.audit.record(workspace_id, actor, 'fees.removed', row.fee.channel, detailsOf(row));
  }

  /** Tells the store all fees anew, and takes back those that are gone: a lost write heals. */
  async publish(workspace_id: number): Promise<void> {
    await this.days.alone(workspace_id, async (manager) => {
      const rows = await manager.findBy(MessageFeeRow, { workspace_id });
      for (const row of rows) await this.tell(manager, row);
      const there = await this.store.query<{ fee_id: number } & Omit<StoredFee, 'version'>>(STORED, {
        workspace_id,
      });
      const gone = there.filter(({ fee_id }) => !rows.some((row) => row.fee_id === fee_id));
      const version = await versionOf(manager);
      await putMessageFees(
        this.store,
        gone.map((fee) => ({ ...fee, workspace_id, is_deleted: true, version })),
      );
    });
  }

  private async tell(manager: EntityManager, row: MessageFeeRow, is_deleted = false): Promise<void> {
    const { workspace_id, fee_id, fee } = row;
    await putMessageFees(this.store, [
      {
        workspace_id,
        fee_id,
        effective_from: fee.effective_from,
        channel: fee.channel,
        account_id: Number(fee.account_id ?? 0),
        category: fee.category ?? '',
        sender: fee.sender ?? '',
        price: fee.price,
        currency: fee.currency,
        is_deleted,
        version: await versionOf(manager),
      },
    ]);
  }

  private async find(manager: EntityManager, workspace_id: number, fee_id: number): Promise<MessageFeeRow> {
    const row = await manager.findOneBy(MessageFeeRow, { workspace_id, fee_id });
    if (row === null) throw notFound();
    return row;
  }

  private async check(
    manager: EntityManager,
    workspace_id: number,
    fee: MessageFeeInput,
    fee_id: number | null,
  ): Promise<void> {
    const { account_id, channel } = fee;
    if (account_id !== null) {
      const account = await manager.findOneBy(Account, { workspace_id, account_id: Number(account_id) });
      if (account === null)
        throw invalidRequest([{ path: 'account_id', message: 'is not an account of this workspace' }]);
      if (account.channel !== channel)
        throw invalidRequest([{ path: 'account_id', message: 'is an account of another channel' }]);
    }
    const all = await manager.findBy(MessageFeeRow, { workspace_id });
    const place = placeOf(fee);
    if (all.some((row) => row.fee_id !== fee_id && placeOf(row.fee) === place)) {
      throw conflict({
        en: 'There is a price for the same messages from the same day. Change that one.',
        ru: 'Для этих сообщений цена с этого дня уже задана. Измените её.',
      });
    }
  }
}

type StoredFee = Parameters<typeof putMessageFees>[1][number];
const STORED = `
  SELECT fee_id, effective_from, channel, account_id, category, sender, toString(price) AS price, currency
  FROM message_fees_v1 FINAL WHERE workspace_id = {workspace_id:UInt32}`;

const placeOf = ({ effective_from, channel, account_id, category, sender }: MessageFeeInput) =>
  JSON.stringify([effective_from, channel, account_id, category, sender]);
const order = ({ channel, account_id, category, sender }: MessageFeeInput) =>
  [
    String(CHANNELS.indexOf(channel)).padStart(2, '0'),
    (account_id ?? '').padStart(10, '0'),
    category ?? '',
    sender ?? '',
  ].join('|');

const feeJson = ({ fee_id, fee, changed_at, changed_by }: MessageFeeRow): MessageFee => ({
  fee_id: String(fee_id),
  ...fee,
  changed_at: changed_at.toISOString(),
  changed_by,
});
const detailsOf = ({ fee_id, fee }: MessageFeeRow) => ({
  fee_id: String(fee_id),
  from: fee.effective_from,
  price: `${fee.price} ${fee.currency}`,
  ...(fee.category === null ? {} : { category: fee.category }),
  ...(fee.sender === null ? {} : { sender: fee.sender }),
});
