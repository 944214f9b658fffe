import { Inject, Injectable } from '@nestjs/common';
import { MOST_MATCHES } from '@parley/contracts';
import { identityId } from '@parley/sql';
import { DataSource } from 'typeorm';
import { Account } from '../accounts/account.entity.js';
import { Vault } from '../crypto/vault.js';
import { hashKeyOf } from '../workspaces/hash-key.js';
import { WorkspacesService } from '../workspaces/workspaces.service.js';
import { wordsQuery } from './search-words.js';

/** The whole of a thing by which one person is found, or beginnings of words of a name: each by an index of its own. */
const FIND = `
  SELECT DISTINCT found.profile_id
  FROM (
    (
      SELECT profile_id
      FROM profiles
      WHERE kind = 'contact'
        AND parley_words(workspace_id, coalesce(name, '') || ' ' || coalesce(username, '')) @@ $2::tsquery
      LIMIT $4
    )
    UNION ALL
    SELECT profile_id
    FROM profiles
    WHERE workspace_id = $1 AND kind = 'contact' AND phone IS NOT NULL AND parley_phone(phone) = parley_phone($3)
    UNION ALL
    SELECT profile_id
    FROM profiles
    WHERE workspace_id = $1 AND kind = 'contact' AND email IS NOT NULL AND lower(email) = lower($3)
    UNION ALL
    SELECT profile_id
    FROM profiles
    WHERE workspace_id = $1 AND kind = 'contact' AND customer_id IS NOT NULL AND customer_id = $3
  ) AS found
  LIMIT $4`;

/** A question that no name answers. */
const NO_WORDS = `'':*`;

/** Finds people by what they are called. */
@Injectable()
export class ContactSearch {
  constructor(
    @Inject(DataSource) private readonly source: DataSource,
    private readonly workspaces: WorkspacesService,
    private readonly vault: Vault,
  ) {}

  /**
   * The identities that a text means, at most {@link MOST_MATCHES}; `is_cut`: there are more. Some of them may be of
   * people who did nothing.
   */
  async find(workspace_id: number, text: string): Promise<{ identity_ids: string[]; is_cut: boolean }> {
    const words = wordsQuery(workspace_id, text) ?? NO_WORDS;
    const [rows, named] = await Promise.all([
      this.source.query<{ profile_id: string }[]>(FIND, [
        workspace_id,
        words === NO_WORDS ? '' : words,
        text,
        MOST_MATCHES + 1,
      ]),
      this.byNumber(workspace_id, text),
    ]);
    const found = rows.slice(0, MOST_MATCHES - named.length).map(({ profile_id }) => profile_id);
    return { identity_ids: [...new Set([...named, ...found])], is_cut: rows.length > MOST_MATCHES };
  }

  /**
   * Who would have this id in some account, and whose number in Parley this is. Ids are hashes, so nothing has to be
   * looked up, and whoever has no name is found as well.
   */
  private async byNumber(workspace_id: number, text: string): Promise<string[]> {
    const accounts = await this.source.getRepository(Account).findBy({ workspace_id });
    const key = hashKeyOf(this.vault, await this.workspaces.find(workspace_id));
    const spelled = new Set([text, text.replace(/^[@+]/, '')]);
    const owners = new Set(accounts.map((one) => one.identity_account_id ?? one.account_id));
    const ids = [...owners].flatMap((account_id) =>
      [...spelled].map((one) => String(identityId(key, account_id, one))),
    );
    return /^\d{1,20}$/.test(text) && BigInt(text) < 2n ** 64n ? [...ids, String(BigInt(text))] : ids;
  }
}
