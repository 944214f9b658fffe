import { Injectable } from '@nestjs/common';
import {
  type Account,
  CHECK_KEYS,
  type ConnectionCheck,
  type ConnectionTest,
  type Language,
  type NodeCheck,
  nodeConnectionTest,
  SECRET_FIELDS,
} from '@parley/contracts';
import { IngestNodes } from '../ingest-nodes/ingest-nodes.service.js';
import { AccountHealthService } from '../quality/account-health.service.js';
import { AccountsService } from './accounts.service.js';
import { sayFinding, sayOwn } from './check-texts.js';

const STATES: readonly ConnectionCheck['state'][] = ['ok', 'not_checked', 'warning', 'failed'];
const badness = ({ state }: { state: ConnectionCheck['state'] }) => STATES.indexOf(state);

/** Tries a connection: what we know of it, and what ingest finds when it asks the platform. Changes nothing. */
@Injectable()
export class ConnectionTestService {
  constructor(
    private readonly accounts: AccountsService,
    private readonly healths: AccountHealthService,
    private readonly nodes: IngestNodes,
  ) {}

  /** Throws `not_found`; whoever does not answer becomes a check that says so. */
  async run(workspace_id: number, account_id: number, language: Language): Promise<ConnectionTest> {
    const account = await this.accounts.read(workspace_id, account_id);
    const [health, found] = await Promise.all([
      this.healths.read(workspace_id),
      account.connection === 'webhook' ? this.askIngest(account_id) : [],
    ]);
    const said = found.map(({ key, state, finding, values }) => ({
      key,
      state,
      detail: sayFinding(finding, values, language),
    }));
    const events = health.accounts.find(
      (each) => each.account_id === account.account_id && each.last_event_at !== null,
    );
    const checks = [
      ...secretsOf(account, language),
      ...said,
      events
        ? {
            key: 'first_event' as const,
            state: 'ok' as const,
            detail: sayOwn('events_arrive', { count: String(events.events_last_day) }, language),
          }
        : {
            key: 'first_event' as const,
            state: 'warning' as const,
            detail: sayOwn(firstStep(account), {}, language),
          },
    ];
    return { checks: checks.sort((a, b) => CHECK_KEYS.indexOf(a.key) - CHECK_KEYS.indexOf(b.key)) };
  }

  /** Of several processes the worst finding counts; a bot is read by one of them, so there the best. */
  private async askIngest(account_id: number): Promise<NodeCheck[]> {
    const { answers } = await this.nodes.askAll(
      `/internal/connection-test?account_id=${account_id}`,
      nodeConnectionTest,
    );
    if (answers.length === 0) {
      return [{ key: 'public_address', state: 'failed', finding: 'ingest_silent', values: {} }];
    }
    const all = answers.flatMap(({ answer }) => answer.checks);
    return CHECK_KEYS.flatMap((key) => {
      const mine = all.filter((check) => check.key === key).sort((a, b) => badness(a) - badness(b));
      const counts = key === 'polling' ? mine[0] : mine.at(-1);
      return counts ? [counts] : [];
    });
  }
}

function secretsOf(account: Account, language: Language): ConnectionCheck[] {
  if (account.connection !== 'webhook') return [];
  const fields =
    account.channel in SECRET_FIELDS ? SECRET_FIELDS[account.channel as keyof typeof SECRET_FIELDS] : [];
  const missing = fields.filter(({ name }) => account.missing_secrets.includes(name));
  if (missing.length === 0)
    return [{ key: 'secrets', state: 'ok', detail: sayOwn('secrets_there', {}, language) }];
  const names = missing.map(({ label }) => `«${label[language]}»`).join(', ');
  return [{ key: 'secrets', state: 'failed', detail: sayOwn('secrets_missing', { names }, language) }];
}

const firstStep = ({ connection, channel }: Account) =>
  connection === 'webhook'
    ? channel === 'messenger'
      ? 'no_event_messenger'
      : 'no_event_webhook'
    : connection === 'import'
      ? 'no_event_import'
      : 'no_event_api';
