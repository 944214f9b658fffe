import type { FastifyInstance } from 'fastify';
import { event, type EventInput, type ParleyEvent } from '@parley/contracts';
import type { Intake } from '../intake.js';
import type { Metrics } from '../metrics.js';
import { tryLater, wrongCredentials } from '../problem.js';
import type { QuarantineEntry } from '../quarantine/quarantine.js';
import { readBody, type WorkBudget } from '../read-body.js';
import type { Account, Directory } from '../snapshot/directory.js';
import type { Mapped, Platform } from './platform.js';
import { redact, redactBytes } from './redact.js';

export interface WebhooksParts {
  platforms: Partial<Record<string, Platform>>;
  directory(): Directory | undefined;
  intake: Intake;
  metrics: Metrics;
  budget: WorkBudget;
}

/** `POST /webhooks/<channel>/<account_id>`: what the messengers send. One route for all of them. */
export function webhooks(app: FastifyInstance, parts: WebhooksParts): void {
  app.post<{ Params: { channel: string; account_id: string } }>(
    '/webhooks/:channel/:account_id',
    async (request, reply) => {
      const receivedAt = Date.now();
      const directory = parts.directory();
      if (!directory) throw tryLater('Parley is starting: the accounts are not known yet.', 2);
      const { channel, account_id: accountId } = request.params;
      const platform = Object.hasOwn(parts.platforms, channel) ? parts.platforms[channel] : undefined;
      const account = /^\d{1,10}$/.test(accountId) ? directory.account(Number(accountId)) : undefined;
      const isOurs = platform && account?.channel === platform.channel && account.isActive;
      const rawBody = await readBody(request.headers, request.body);
      const workspace = account && directory.workspace(account.workspaceId);
      if (
        !isOurs ||
        !workspace ||
        !platform.verify({ headers: request.headers, rawBody, secrets: account.secrets })
      ) {
        parts.metrics.refusedSignatures.inc({ account_id: String(account?.accountId ?? 0) });
        // The same answer for a wrong account and a wrong secret: which accounts exist is nobody's business.
        throw wrongCredentials(
          'This request does not prove that it comes from the platform of this account.',
        );
      }

      await parts.budget.spend(rawBody.length, async () => {
        const payload = parseJson(rawBody);
        const mapped: Mapped =
          payload === undefined
            ? { events: [], unmapped: ['the body is not JSON'] }
            : platform.map(payload, { accountId: String(account.accountId), receivedAt });
        const { events, problems } = parseEvents(mapped.events);
        const redacted =
          payload === undefined
            ? redactBytes(rawBody, workspace.hashKey)
            : redact(payload, workspace.hashKey);
        const redactedBody = JSON.stringify(redacted);
        await parts.intake.accept({
          workspace,
          rawBody,
          receivedAt,
          mapperVersion: platform.mapperVersion,
          events: events.map((item) => ({ event: item, account })),
          unmapped: [...mapped.unmapped, ...problems].map((reason) =>
            unmappedEntry(account, reason, redactedBody, receivedAt),
          ),
          redactedBody,
        });
      });
      // TRICKY: Telegram executes a JSON answer as a call of its Bot API, so nothing that came in may go out.
      // Source: github.com/tdlib/telegram-bot-api, WebhookActor.cpp `handle` (checked 2026-11-22)
      return reply.code(200).header('content-type', 'application/json').send('{}');
    },
  );
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)) as unknown;
  } catch {
    return undefined;
  }
}

/** A mapper states what came; whether it is within limits is decided here. The reason names the field, not its value. */
function parseEvents(inputs: EventInput[]): { events: ParleyEvent[]; problems: string[] } {
  const events: ParleyEvent[] = [];
  const problems: string[] = [];
  for (const input of inputs) {
    const parsed = event.safeParse(input);
    if (parsed.success) events.push(parsed.data);
    else problems.push(`${input.type}: ${parsed.error.issues[0]?.path.join('.') ?? ''} is out of limits`);
  }
  return { events, problems };
}

function unmappedEntry(account: Account, reason: string, body: string, at: number): QuarantineEntry {
  return {
    source: 'webhook',
    reason,
    at,
    workspace_id: account.workspaceId,
    account_id: account.accountId,
    body,
    row: '',
  };
}
