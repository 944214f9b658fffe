import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type ContactLink, type ContactLinkInput } from '@parley/contracts';
import { type ClickHouse, readContactsOf, readIdentities } from '@parley/sql';
import { DataSource, In, type Repository } from 'typeorm';
import { AuditService } from '../audit/audit.service.js';
import { ADMIN_STORE } from '../clickhouse/clickhouse.js';
import { DerivationService } from '../derivation/derivation.service.js';
import { conflict, invalidRequest, notFound, ProblemError } from '../http/problem-error.js';
import { Workspace } from '../workspaces/workspace.entity.js';
import { ContactLinkRow } from './contact-link.entity.js';
import { ContactLinksCopy, type Told } from './contact-links-copy.service.js';

/**
 * Keeps who is whom, as people of a workspace say it. Nothing is ever changed or removed: a saying that is taken back has
 * another one beside it. What is in force is copied to ClickHouse, where reports resolve it as merges that events tell.
 */
@Injectable()
export class ContactLinksService {
  constructor(
    @InjectRepository(ContactLinkRow) private readonly links: Repository<ContactLinkRow>,
    @Inject(DataSource) private readonly source: DataSource,
    @Inject(ADMIN_STORE) private readonly store: ClickHouse,
    private readonly copy: ContactLinksCopy,
    private readonly derivation: DerivationService,
    private readonly audit: AuditService,
  ) {}

  /** What was said of these identities, the newest first, also what was taken back. */
  async ofIdentities(workspace_id: number, identity_ids: readonly string[]): Promise<ContactLink[]> {
    const ids = In([...identity_ids]);
    const said = await this.links.find({
      where: [
        { workspace_id, kind: In(['merge', 'split']), identity_id: ids },
        { workspace_id, kind: In(['merge', 'split']), other_identity_id: ids },
      ],
      order: { link_id: 'DESC' },
    });
    return (await this.copy.withUndo(said)).map(linkOf);
  }

  /**
   * Says who is whom. Answers once reports resolve it, at most a few seconds later. Throws `invalid_request` for
   * identities that nobody has, `conflict` where it would change nothing, `store_unavailable` when it is kept but reports
   * do not know it yet.
   */
  async say(workspace_id: number, actor: string, input: ContactLinkInput): Promise<ContactLink> {
    const ids = input.kind === 'merge' ? [input.identity_id, input.other_identity_id] : [input.identity_id];
    const said = await this.source.transaction(async (manager) => {
      await this.lock(manager.getRepository(Workspace), workspace_id);
      const known = await readIdentities(this.store, workspace_id, ids);
      const missing = ids.findIndex((id) => !known.has(id));
      if (missing !== -1) {
        const path = missing === 0 ? 'identity_id' : 'other_identity_id';
        throw invalidRequest([{ path, message: 'is not a contact of this workspace' }]);
      }
      const contacts = await readContactsOf(this.store, workspace_id, ids);
      const [one, other] = ids.map((id) => contacts.get(id));
      if (input.kind === 'merge' && one?.contact_id === other?.contact_id) throw oneAlready();
      if (input.kind === 'split' && one?.identity_ids.length === 1) throw aloneAlready();
      return manager.save(
        ContactLinkRow,
        manager.create(ContactLinkRow, {
          workspace_id,
          kind: input.kind,
          identity_id: input.identity_id,
          other_identity_id: input.kind === 'merge' ? input.other_identity_id : null,
          undoes: null,
          said_at: new Date(),
          said_by: actor,
          why: input.why,
        }),
      );
    });
    const isWritten = await this.copy.write(said);
    const action = input.kind === 'merge' ? 'contacts.merged' : 'contacts.split';
    await this.audit.record(workspace_id, actor, action, input.identity_id, {
      link_id: String(said.link_id),
      ...(input.kind === 'merge' ? { other_identity_id: input.other_identity_id } : {}),
      why: input.why,
    });
    await this.resolved(isWritten);
    return linkOf({ said, undo: undefined });
  }

  /** Takes a saying back, as if it had never been. Throws `not_found`, or `conflict` when it is taken back already. */
  async undo(workspace_id: number, actor: string, link_id: number, why: string): Promise<ContactLink> {
    const told = await this.source.transaction(async (manager) => {
      await this.lock(manager.getRepository(Workspace), workspace_id);
      const said = await manager.findOneBy(ContactLinkRow, {
        workspace_id,
        link_id,
        kind: In(['merge', 'split']),
      });
      if (said === null) throw notFound();
      if ((await manager.countBy(ContactLinkRow, { undoes: link_id })) > 0) throw undoneAlready();
      const undo = await manager.save(
        ContactLinkRow,
        manager.create(ContactLinkRow, {
          workspace_id,
          kind: 'undo',
          identity_id: said.identity_id,
          other_identity_id: null,
          undoes: link_id,
          said_at: new Date(),
          said_by: actor,
          why,
        }),
      );
      return { said, undo };
    });
    const isWritten = await this.copy.write(told.said);
    await this.audit.record(workspace_id, actor, 'contacts.undone', told.said.identity_id, {
      link_id: String(link_id),
      kind: told.said.kind,
      why,
    });
    await this.resolved(isWritten);
    return linkOf(told);
  }

  /** Two at once could both find that they change something: one after the other per workspace. */
  private async lock(workspaces: Repository<Workspace>, workspace_id: number): Promise<void> {
    const lock = { mode: 'pessimistic_write' } as const;
    if ((await workspaces.findOne({ where: { workspace_id }, lock })) === null) throw notFound();
  }

  /** Waits for the round of derivation that resolves what was written. Throws `store_unavailable` when nothing was. */
  private async resolved(isWritten: boolean): Promise<void> {
    if (!isWritten) throw keptForLater();
    await this.derivation.state();
  }
}

const linkOf = ({ said, undo }: Told): ContactLink => ({
  link_id: String(said.link_id),
  kind: said.kind === 'split' ? 'split' : 'merge',
  identity_id: said.identity_id,
  other_identity_id: said.other_identity_id,
  at: said.said_at.toISOString(),
  by: said.said_by,
  why: said.why,
  undone_at: undo?.said_at.toISOString() ?? null,
  undone_by: undo?.said_by ?? null,
});

const oneAlready = () =>
  conflict({ en: 'These two are one contact already.', ru: 'Это уже один и тот же контакт.' });
const aloneAlready = () =>
  conflict({
    en: 'This identity is merged with nobody.',
    ru: 'Этот профиль ни с кем не объединён.',
  });
const undoneAlready = () => conflict({ en: 'This was taken back already.', ru: 'Это уже отменено.' });
const keptForLater = () =>
  new ProblemError('store_unavailable', {
    en: 'What you said is kept, but the store of reports does not answer. Do not repeat it: reports follow by themselves once the store is back. Reload the page then.',
    ru: 'Сказанное сохранено, но хранилище отчётов не отвечает. Повторять не нужно: отчёты учтут это сами, когда хранилище заработает. Обновите страницу позже.',
  });
