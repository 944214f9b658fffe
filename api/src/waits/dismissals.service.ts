import { Inject, Injectable } from '@nestjs/common';
import {
  type DismissalInput,
  EARLIEST_TIME_MS,
  LATEST_TIME_MS,
  type Localized,
  WAIT_MAX_SECONDS,
  waitRows,
} from '@parley/contracts';
import {
  type ClickHouse,
  dismissWait,
  type ListedRow,
  readThingId,
  type SeenWait,
  takeBackDismissals,
} from '@parley/sql';
import { type Place } from '../access/access.js';
import { AuditService } from '../audit/audit.service.js';
import { ADMIN_STORE, REPORTS_STORE } from '../clickhouse/clickhouse.js';
import { Vault } from '../crypto/vault.js';
import { notFound, ProblemError } from '../http/problem-error.js';
import { readRowQuestion } from '../rows/row-question.js';
import { RowsService } from '../rows/rows.service.js';
import { hashKeyOf } from '../workspaces/hash-key.js';
import { WorkspacesService } from '../workspaces/workspaces.service.js';

type Wait = ListedRow<'waits'>;

/**
 * Says that nobody needs to answer somebody who waits, and takes it back. Both are events: nothing is rewritten, and a
 * rebuild finds them again. Who asks sees the waits that their reports show them, and can dismiss no others.
 */
@Injectable()
export class DismissalsService {
  constructor(
    @Inject(REPORTS_STORE) private readonly reports: ClickHouse,
    @Inject(ADMIN_STORE) private readonly store: ClickHouse,
    private readonly rows: RowsService,
    private readonly workspaces: WorkspacesService,
    private readonly vault: Vault,
    private readonly audit: AuditService,
  ) {}

  /** Does nothing where the wait is dismissed already. Throws `not_found`, and `wait_changed` where it is too late. */
  async dismiss(place: Place, id: string, { last_incoming_at }: DismissalInput): Promise<void> {
    const wait = await this.find(place, id);
    if (wait.wait_state === 'dismissed') return;
    if (wait.wait_state === 'answered' || wait.wait_state === 'bot_answered') throw changed(ANSWERED);
    const now = Date.now();
    const age = now - Date.parse(wait.waiting_since);
    if (wait.wait_state === 'abandoned' || age > WAIT_MAX_SECONDS * 1000) throw changed(ABANDONED);
    const seen = seenWait(place, wait);
    if (last_incoming_at !== undefined && Date.parse(last_incoming_at) < seen.lastIncomingAt) {
      throw changed(WROTE_AGAIN);
    }
    const workspace = await this.workspaces.find(place.workspace_id);
    const isNew = await dismissWait(this.store, seen, {
      hashKey: hashKeyOf(this.vault, workspace),
      agentId: place.user?.membership.agent_id ?? null,
      at: now,
    });
    if (isNew) await this.audit.record(place.workspace_id, place.actor, 'wait.dismissed', wait.wait_id);
  }

  /** Does nothing where nobody has said so. Throws `not_found`, and `wait_changed` where no person dismissed it. */
  async takeBack(place: Place, id: string): Promise<void> {
    const wait = await this.find(place, id);
    if (wait.dismissed_by !== null && wait.dismissed_by !== 'agent') throw changed(BY_RULE);
    const sayings = await takeBackDismissals(this.store, seenWait(place, wait), Date.now());
    if (sayings > 0) await this.audit.record(place.workspace_id, place.actor, 'wait.restored', wait.wait_id);
  }

  /** The wait of this id, if whoever asks may see it. Throws `not_found`. */
  private async find(place: Place, id: string): Promise<Wait> {
    const key = readThingId(id);
    // No event lies outside, so no wait begins there.
    if (key === null || key.at < EARLIEST_TIME_MS || key.at >= LATEST_TIME_MS) throw notFound();
    const { query, values } = await this.rows.ask(
      place,
      readRowQuestion(waitRows, {
        from: new Date(key.at).toISOString(),
        to: new Date(key.at + 1).toISOString(),
        identity_ids: key.identity_id,
        kind: 'every',
      }),
    );
    const { rows } = await query.page(this.reports, values, { limit: 10, after: null });
    const wait = (rows as Wait[]).find(({ wait_id }) => wait_id === id);
    if (wait === undefined) throw notFound();
    return wait;
  }
}

const seenWait = ({ workspace_id }: Place, wait: Wait): SeenWait => ({
  workspaceId: workspace_id,
  identityId: wait.identity_id,
  accountId: Number(wait.account_id),
  channel: wait.channel,
  lastIncomingAt: Date.parse(wait.last_incoming_at),
});

const changed = (detail: Localized) => new ProblemError('wait_changed', detail);

const ANSWERED: Localized = {
  en: 'Somebody has answered it already, so there is nothing to dismiss.',
  ru: 'На него уже ответили, снимать нечего.',
};
const ABANDONED: Localized = {
  en: 'It is older than 30 days or its dialogue has ended: it stays abandoned.',
  ru: 'Оно старше 30 дней, или его диалог закончился: оно остаётся брошенным.',
};
const WROTE_AGAIN: Localized = {
  en: 'The customer has written again since. Read it, then decide anew.',
  ru: 'С тех пор клиент написал ещё. Прочитайте и решите заново.',
};
const BY_RULE: Localized = {
  en: 'No person said that it needs no reply: its words, a sticker or the closing of the dialogue did. That cannot be taken back here.',
  ru: 'Что ответ не нужен, решил не человек, а сами слова, стикер или закрытие диалога. Здесь это не отменить.',
};
