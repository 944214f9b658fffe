import { type CalendarHours, type OpenHours, WEEKDAYS } from '@parley/contracts';
import { aMessage, aReply } from '@parley/sql/testing';
import { sendEvents } from './send-events.js';
import { type TestApp, type TestWorkspace } from './test-app.js';

/** A calendar of Moscow: the same hours from Monday to Friday. */
export const moscow = (open: OpenHours[] = [['09:00', '18:00']], days: CalendarHours['days'] = []) => ({
  time_zone: 'Europe/Moscow',
  versions: [
    {
      effective_from: null,
      week: Object.fromEntries(WEEKDAYS.map((day, index) => [day, index < 5 ? open : []])),
    },
  ],
  days,
});

export interface ServiceWorkspace extends TestWorkspace {
  telegram: string;
  viber: string;
  /** The agents, by the numbers that the platform's ids were hashed to. */
  oleg: string;
  olegOfViber: string;
  maria: string;
}

/**
 * A workspace with four questions of March 2026 (Moscow is three hours ahead of UTC). Oleg answers Anna after 30
 * minutes of Monday morning, and Boris, who asked half an hour before the weekend, on Monday the 9th half an hour after
 * opening; Maria answers Vera after 10 minutes; nobody answers Gleb. Oleg of Viber once wrote to Vera.
 */
export async function aServiceWorkspace(test: TestApp): Promise<ServiceWorkspace> {
  const workspace = await test.aWorkspace();
  const connect = async (channel: string): Promise<string> => {
    const made = await test
      .http()
      .post(`${workspace.path}/accounts`)
      .set('cookie', workspace.cookie)
      .send({
        name: channel,
        channel,
        connection: 'events_api',
        capabilities: { outgoing: 'always', subscriptions: true },
      })
      .expect(201);
    return made.body.account_id;
  };
  const [telegram, viber] = [await connect('telegram'), await connect('viber')];
  const oleg = { id: 'oleg', name: 'Oleg' };
  const maria = { id: 'maria', name: 'Maria' };
  const asks = (account_id: string, contact: string, occurred_at: string) =>
    aMessage({ account_id, contact: { id: contact }, occurred_at });
  const answers = (account_id: string, contact: string, occurred_at: string, agent: { id: string }) =>
    aReply({ account_id, contact: { id: contact }, occurred_at, agent });
  await sendEvents(test, workspace.workspace_id, [
    asks(telegram, 'anna', '2026-03-02T06:30:00Z'),
    answers(telegram, 'anna', '2026-03-02T07:00:00Z', oleg),
    asks(telegram, 'boris', '2026-03-06T14:30:00Z'),
    answers(telegram, 'boris', '2026-03-09T06:30:00Z', oleg),
    asks(viber, 'vera', '2026-03-03T09:00:00Z'),
    answers(viber, 'vera', '2026-03-03T09:10:00Z', maria),
    answers(viber, 'vera', '2026-03-03T09:11:00Z', oleg),
    asks(viber, 'gleb', '2026-03-04T09:00:00Z'),
  ]);
  const { body } = await test.http().get(`${workspace.path}/agents`).set('cookie', workspace.cookie);
  const idOf = (account_id: string, external: string): string =>
    body.agents.find(
      (one: { account_id: string; external_id: string }) =>
        one.account_id === account_id && one.external_id === external,
    ).agent_id;
  return {
    ...workspace,
    telegram,
    viber,
    oleg: idOf(telegram, 'oleg'),
    olegOfViber: idOf(viber, 'oleg'),
    maria: idOf(viber, 'maria'),
  };
}
