import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type ContactLink, type ContactLinkInput, type ContactLinkUndone } from '@parley/contracts';
import { type ClickHouse, readContactsOf, readIdentities } from '@parley/sql';
import { DataSource, In, MoreThan, type Repository } from 'typeorm';
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

  /**
   * What was said of these identities, the newest first, also what was taken back. Why is free text and often names
   * somebody: without `seesNames` it is empty.
   */
  async ofIdentities(
    { workspace_id, seesNames }: { workspace_id: number; seesNames: boolean },
    identity_ids: readonly string[],
  ): Promise<ContactLink[]> {
    const ids = In([...identity_ids]);
    const said = await this.links.find({
      where: [
        { workspace_id, kind: In(['merge', 'split']), identity_id: ids },
        { workspace_id, kind: In(['merge', 'split']), other_identity_id: ids },
      ],
      order: { link_id: 'DESC' },
    });
    const links = (await this.copy.withUndo(said)).map(linkOf);
    return seesNames ? links : links.map((link) => ({ ...link, why: '' }));
  }

  /**
   * Says who is whom. Answers once reports resolve it, at most a few seconds later. Throws `invalid_request` for
   * identities that nobody has, `conflict` where it would change nothing, `store_unavailable` when it is kept but reports
   * do not know it yet.
   */
  async say(workspace_id: number, actor: string, input: ContactLinkInput): Promise<ContactLink> {
    const ids = input.kind === 'merge' ? [input.identity_id, input.other_identity_id] : [input.identity_id];
    const asked = new Date();
    // The store is read before anything is locked: it may take its time.
    await this.check(workspace_id, input.kind, ids);
    const said = await this.source.transaction(async (manager) => {
      await this.lock(manager.getRepository(Workspace), workspace_id);
      await this.refuseTwice(manager.getRepository(ContactLinkRow), workspace_id, input, asked);
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
    });
    await this.resolved(isWritten);
    return linkOf({ said, undo: undefined });
  }

  /**
   * Takes a saying back, as if it had never been. Throws `not_found`, `conflict` when it is taken back already,
   * `store_unavailable` when it is kept but reports do not know it yet.
   */
  async undo(workspace_id: number, actor: string, link_id: number, why: string): Promise<ContactLinkUndone> {
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
    });
    const isKnown = await this.resolved(isWritten);
    return { ...linkOf(told), is_one_still: isKnown ? await this.isOneStill(told.said) : null };
  }

  /** Throws where it is of nobody, or would change nothing as far as reports know. */
  private async check(workspace_id: number, kind: LinkKind, ids: readonly string[]): Promise<void> {
    const [known, contacts] = await Promise.all([
      readIdentities(this.store, workspace_id, ids),
      readContactsOf(this.store, workspace_id, ids),
    ]);
    const missing = ids.findIndex((id) => !known.has(id));
    if (missing !== -1) {
      const path = missing === 0 ? 'identity_id' : 'other_identity_id';
      throw invalidRequest([{ path, message: 'is not a contact of this workspace' }]);
    }
    const [one, other] = ids.map((id) => contacts.get(id));
    if (kind === 'merge' && one?.contact_id === other?.contact_id) throw oneAlready();
    if (kind === 'split' && one?.identity_ids.length === 1) throw aloneAlready();
  }

  /**
   * Throws for what stands already but reports may not know yet: the same merge, either way round, that no later split by
   * hand took apart; the same split, said since this one was asked for.
   */
  private async refuseTwice(
    links: Repository<ContactLinkRow>,
    workspace_id: number,
    input: ContactLinkInput,
    asked: Date,
  ): Promise<void> {
    const { identity_id } = input;
    if (input.kind === 'split') {
      const same = await links.findBy({ workspace_id, kind: 'split', identity_id, said_at: MoreThan(asked) });
      if ((await this.standing(links, same)).length > 0) throw aloneAlready();
      return;
    }
    const { other_identity_id } = input;
    const said = await links.find({
      where: [
        { workspace_id, kind: 'merge', identity_id, other_identity_id },
        { workspace_id, kind: 'merge', identity_id: other_identity_id, other_identity_id: identity_id },
        { workspace_id, kind: 'split', identity_id: In([identity_id, other_identity_id]) },
      ],
      order: { link_id: 'ASC' },
    });
    if ((await this.standing(links, said)).at(-1)?.kind === 'merge') throw saidAlready();
  }

  /** Those of them that nobody took back. */
  private async standing(
    links: Repository<ContactLinkRow>,
    said: readonly ContactLinkRow[],
  ): Promise<ContactLinkRow[]> {
    if (said.length === 0) return [];
    const undone = await links.findBy({ undoes: In(said.map(({ link_id }) => link_id)) });
    const taken = new Set(undone.map(({ undoes }) => undoes));
    return said.filter(({ link_id }) => !taken.has(link_id));
  }

  /** Two at once could both find that nothing is said yet: one after the other per workspace. */
  private async lock(workspaces: Repository<Workspace>, workspace_id: number): Promise<void> {
    const lock = { mode: 'pessimistic_write' } as const;
    if ((await workspaces.findOne({ where: { workspace_id }, lock })) === null) throw notFound();
  }

  /** Whether two whose merge was taken back are one for another reason. A split that was taken back has no other. */
  private async isOneStill(said: ContactLinkRow): Promise<boolean | null> {
    const { workspace_id, identity_id, other_identity_id } = said;
    if (other_identity_id === null) return null;
    const contacts = await readContactsOf(this.store, workspace_id, [identity_id, other_identity_id]);
    return contacts.get(identity_id)?.contact_id === contacts.get(other_identity_id)?.contact_id;
  }

  /**
   * Waits for the round of derivation that resolves what was written; false: it is not over yet. Throws
   * `store_unavailable` when nothing was written.
   */
  private async resolved(isWritten: boolean): Promise<boolean> {
    if (!isWritten) throw keptForLater();
    return this.derivation.hasCaughtUp();
  }
}

type LinkKind = ContactLinkInput['kind'];

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
const saidAlready = () =>
  conflict({
    en: 'This merge was made already. If both still stand apart, undo it on the page of the contact and merge again.',
    ru: 'Это объединение уже сделано. Если контакты всё ещё порознь, отмените его на странице контакта и объедините снова.',
  });
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
