import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type MirrorInput } from '@parley/contracts';
import { type ClickHouse, hasEvents } from '@parley/sql';
import { IsNull, type Repository } from 'typeorm';
import { REPORTS_STORE } from '../clickhouse/clickhouse.js';
import { conflict, invalidRequest } from '../http/problem-error.js';
import { Account } from './account.entity.js';
import { type Belief } from './mirrors.js';

type Columns = Pick<Account, 'identity_account_id' | 'mirror'>;

/** Decides which account may show the chats of which other one. */
@Injectable()
export class MirrorsService {
  constructor(
    @InjectRepository(Account) private readonly accounts: Repository<Account>,
    @Inject(REPORTS_STORE) private readonly store: ClickHouse,
  ) {}

  /** What an account that is about to be made holds of its mirror. Throws `invalid_request` or `conflict`. */
  async ofNew(workspace_id: number, mirror: MirrorInput | undefined): Promise<Columns> {
    if (mirror === undefined) return { identity_account_id: null, mirror: null };
    await this.assertFree(workspace_id, null, Number(mirror.account_id));
    return columnsOf(mirror);
  }

  /**
   * What it holds after a change. Events keep the people that they came with for ever, so which account it mirrors may
   * change only before its first event. Throws `invalid_request` or `conflict`.
   */
  async ofChanged(account: Account, mirror: MirrorInput | null | undefined): Promise<Columns> {
    const { workspace_id, account_id, identity_account_id } = account;
    if (mirror === undefined) return { identity_account_id, mirror: account.mirror };
    const wanted = mirror === null ? null : Number(mirror.account_id);
    if (wanted !== identity_account_id && (await hasEvents(this.store, workspace_id, account_id))) {
      throw conflict({
        en: 'This account already has events, and they keep the people that they came with. Connect another account for these chats, choose the mirrored one at once, and bring the history there.',
        ru: 'У этого аккаунта уже есть события, и за ними навсегда закреплены их контакты. Подключите для этих чатов другой аккаунт, сразу укажите, какой он повторяет, и загрузите историю туда.',
      });
    }
    if (mirror === null) return { identity_account_id: null, mirror: null };
    if (wanted !== identity_account_id) {
      await this.assertFree(workspace_id, account_id, Number(mirror.account_id));
    }
    return columnsOf(mirror);
  }

  /** Throws `conflict` when an account that comes back would mirror one that has found another mirror meanwhile. */
  async assertCanReturn({ workspace_id, account_id, identity_account_id }: Account): Promise<void> {
    if (identity_account_id !== null) await this.assertFree(workspace_id, account_id, identity_account_id);
  }

  /** Whether the account takes part in a mirror, on either side. */
  async concerns({ workspace_id, account_id, identity_account_id }: Account): Promise<boolean> {
    return (
      identity_account_id !== null ||
      (await this.accounts.existsBy({ workspace_id, identity_account_id: account_id }))
    );
  }

  private async assertFree(
    workspace_id: number,
    account_id: number | null,
    target_id: number,
  ): Promise<void> {
    const wrong = (message: string) => invalidRequest([{ path: 'mirror.account_id', message }]);
    if (target_id === account_id) throw wrong('is the account itself');
    const target = await this.accounts.findOneBy({
      workspace_id,
      account_id: target_id,
      removed_at: IsNull(),
    });
    if (target === null) throw wrong('is no connected account of this workspace');
    if (target.identity_account_id !== null) {
      throw conflict({
        en: `«${target.name}» itself shows the chats of another account. Choose that one.`,
        ru: `«${target.name}» сам повторяет чаты другого аккаунта. Выберите тот аккаунт.`,
      });
    }
    if (
      account_id !== null &&
      (await this.accounts.existsBy({ workspace_id, identity_account_id: account_id }))
    ) {
      throw conflict({
        en: 'Another account shows the chats of this one, so this one cannot show those of a third.',
        ru: 'Чаты этого аккаунта повторяет другой, поэтому он сам не может повторять третий.',
      });
    }
    const others = await this.accounts.findBy({
      workspace_id,
      identity_account_id: target_id,
      removed_at: IsNull(),
    });
    const [other] = others.filter((each) => each.account_id !== account_id);
    if (other) {
      throw conflict({
        en: `«${other.name}» already shows the chats of «${target.name}». Disconnect it first.`,
        ru: `Чаты «${target.name}» уже повторяет «${other.name}». Сначала отключите его.`,
      });
    }
  }
}

const columnsOf = ({ account_id, believes, since }: MirrorInput): Columns => ({
  identity_account_id: Number(account_id),
  mirror: { believes, since } satisfies Belief,
});
