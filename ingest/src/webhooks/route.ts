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

/**
 * `POST /webhooks/<channel>/<account_id>`: what the messengers send; GET: their question whether the address is ours.
 * One route for all of them.
 */
export function webhooks(app: FastifyInstance, parts: WebhooksParts): void {
  app.get<{ Params: { channel: string; account_id: string }; Querystring: Record<string, unknown> }>(
    '/webhooks/:channel/:account_id',
    async (request, reply) => {
      const directory = parts.directory();
      if (!directory) throw tryLater('Parley is starting: the accounts are not known yet.', 2);
      const { platform, account } = placeOf(request.params, parts.platforms, directory);
      const answers = account
        ? secretsOf(account, Date.now()).map((secrets) =>
            platform?.handshake?.({ query: request.query, secrets }),
          )
        : [];
      const answer = answers.find((each) => each !== undefined);
      if (answer === undefined) {
        return reply.code(403).type('text/plain').send('This question proves nothing.');
      }
      // TRICKY: the answer is what the asker sent; as plain text no browser takes it for a page.
      return reply.code(200).type('text/plain; charset=utf-8').send(answer);
    },
  );

  app.post<{ Params: { channel: string; account_id: string } }>(
    '/webhooks/:channel/:account_id',
    async (request, reply) => {
      const receivedAt = Date.now();
      const directory = parts.directory();
      if (!directory) throw tryLater('Parley is starting: the accounts are not known yet.', 2);
      const { platform, account } = placeOf(request.params, parts.platforms, directory);
      const rawBody = await readBody(request.headers, request.body);
      const workspace = account && directory.workspace(account.workspaceId);
      if (
        !platform ||
        !workspace ||
        !secretsOf(account, receivedAt).some((secrets) =>
          platform.verify({ headers: request.headers, rawBody, secrets }),
        )
      ) {
        parts.metrics.refusedSignatures.inc({ account_id: String(account?.accountId ?? 0) });
        // The same answer for a wrong account and a wrong secret: which accounts exist is nobody's business.
        throw wrongCredentials(
          'This request does not prove that it comes from the platform of this account.',
        );
      }

      await parts.budget.spend(rawBody.length, async () => {
        const payload = parseBody(platform, rawBody);
        const mapped: Mapped =
          payload === undefined
            ? { events: [], unmapped: ['the body is not JSON'] }
            : platform.map(payload, {
                accountId: String(account.accountId),
                receivedAt,
                options: account.options,
              });
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

/** Which platform and active account an address names; an account of another channel is none. */
function placeOf(
  { channel, account_id: accountId }: { channel: string; account_id: string },
  platforms: WebhooksParts['platforms'],
  directory: Directory,
): { platform?: Platform; account?: Account } {
  const platform = Object.hasOwn(platforms, channel) ? platforms[channel] : undefined;
  const account = /^\d{1,10}$/.test(accountId) ? directory.account(Number(accountId)) : undefined;
  return platform && account?.channel === platform.channel && account.isActive ? { platform, account } : {};
}

/** After a rotation both sets of secrets are accepted for the stated time. */
function secretsOf({ secrets, previousSecrets }: Account, now: number): Account['secrets'][] {
  return previousSecrets !== null && now < previousSecrets.until
    ? [secrets, previousSecrets.secrets]
    : [secrets];
}

function parseBody(platform: Platform, body: Buffer): unknown {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body);
    return platform.parse ? platform.parse(text) : (JSON.parse(text) as unknown);
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
