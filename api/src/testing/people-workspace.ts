import {
  type ContactPage,
  contactPage,
  type ContactsAnswer,
  contactsAnswer,
  type ProfileRecord,
} from '@parley/contracts';
import { identityId } from '@parley/sql';
import { aMessage, anUnsubscription, aNote, aPurchase, aReply, aStart } from '@parley/sql/testing';
import { Vault } from '../crypto/vault.js';
import { ProfilesService } from '../profiles/profiles.service.js';
import { hashKeyOf } from '../workspaces/hash-key.js';
import { WorkspacesService } from '../workspaces/workspaces.service.js';
import { sendEvents } from './send-events.js';
import { openTestApp } from './test-app.js';

const T0 = Date.parse('2026-03-02T09:00:00Z');

/**
 * Anna of two messengers with one phone, who bought in both; Boris, who left; Clara, whom nobody names. `anna` and `boris`
 * are of a Telegram bot, `v-anna` is of a Viber page; all in the morning of 2 March 2026, UTC.
 */
export async function openPeople() {
  const test = await openTestApp('here');
  const workspace = await test.aWorkspace({ time_zone: 'UTC' });
  const row = await test.app.get(WorkspacesService).find(workspace.workspace_id);
  const key = hashKeyOf(test.app.get(Vault), row);

  const ask = (path: string, cookie = workspace.cookie, of = workspace.path) =>
    test.http().get(`${of}/${path}`).set('cookie', cookie);
  const post = (path: string, body: object, cookie = workspace.cookie) =>
    test.http().post(`${workspace.path}/${path}`).set('cookie', cookie).send(body);
  const connect = async (name: string, channel: string): Promise<string> => {
    const capabilities = { outgoing: 'always', subscriptions: true };
    const asked = { name, channel, connection: 'events_api', capabilities };
    return (await post('accounts', asked).expect(201)).body.account_id as string;
  };
  const bot = await connect('Bot', 'telegram');
  const page = await connect('Page', 'viber');

  const idOf = (contact: string) =>
    String(identityId(key, Number(contact.startsWith('v-') ? page : bot), contact));
  const profile = (contact: string, said: Partial<ProfileRecord>): ProfileRecord => ({
    workspace_id: workspace.workspace_id,
    account_id: Number(contact.startsWith('v-') ? page : bot),
    kind: 'contact',
    id: idOf(contact),
    external_id: contact,
    seen_at: T0,
    ...said,
  });
  const learn = (profiles: ProfileRecord[]) => test.app.get(ProfilesService).upsert(profiles);
  const at = (minutes: number, id: string) => ({
    account_id: id.startsWith('v-') ? page : bot,
    occurred_at: T0 + minutes * 60_000,
    contact: { id },
  });
  await learn([
    profile('anna', { name: 'Анна Ёлкина', username: 'anna_e', phone: '8 (900) 123-45-67' }),
    profile('v-anna', { name: 'Anna', phone: '+7 900 1234567', customer_id: 'C-17' }),
    profile('boris', { name: 'Борис', email: 'Boris@Example.com', customer_id: 'C-18' }),
  ]);
  await sendEvents(test, workspace.workspace_id, [
    aStart({ ...at(-60, 'anna'), ref: 'spring' }),
    aMessage(at(0, 'anna')),
    aReply({ ...at(5, 'anna'), agent: { id: 'oleg', name: 'Oleg' } }),
    aNote({ ...at(6, 'anna'), agent: { id: 'oleg', name: 'Oleg' } }),
    aMessage(at(100, 'v-anna')),
    aPurchase({ ...at(30, 'anna'), order_id: 'o1', amount: '100', currency: 'RUB' }),
    aPurchase({ ...at(40, 'v-anna'), order_id: 'o2', amount: '50', currency: 'RUB' }),
    aStart(at(-1000, 'boris')),
    anUnsubscription(at(-900, 'boris')),
    aMessage(at(200, 'clara')),
  ]);

  return {
    test,
    workspace,
    ask,
    post,
    idOf,
    profile,
    learn,
    list: async (query = '', cookie = workspace.cookie): Promise<ContactsAnswer> =>
      contactsAnswer.parse((await ask(`contacts?${query}`, cookie).expect(200)).body),
    pageOf: async (id: string, cookie = workspace.cookie): Promise<ContactPage> =>
      contactPage.parse((await ask(`contacts/${id}`, cookie).expect(200)).body),
  };
}
export type PeopleWorkspace = Awaited<ReturnType<typeof openPeople>>;
