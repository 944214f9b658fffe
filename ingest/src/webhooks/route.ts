import type { FastifyInstance } from 'fastify';
import type { Forwarder } from '../beside/forward.js';
import type { Tallies } from '../health/tallies.js';
import type { Metrics } from '../metrics.js';
import { tryLater, wrongCredentials } from '../problem.js';
import { readBody, type WorkBudget } from '../read-body.js';
import type { Account, Directory } from '../snapshot/directory.js';
import type { Collector } from './collect.js';
import type { Platform } from './platform.js';

export interface WebhooksParts {
  platforms: Partial<Record<string, Platform>>;
  directory(): Directory | undefined;
  collector: Collector;
  metrics: Metrics;
  tallies: Tallies;
  budget: WorkBudget;
  forwarder: Forwarder;
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
        if (account) parts.tallies.refused(account.accountId);
        // The same answer for a wrong account and a wrong secret: which accounts exist is nobody's business.
        throw wrongCredentials(
          'This request does not prove that it comes from the platform of this account.',
        );
      }

      await parts.budget.spend(rawBody.length, async () => {
        await parts.collector.collect({ platform, account, workspace, rawBody, receivedAt });
      });
      const update = { headers: request.headers, rawBody };
      const relayed = await parts.forwarder.forward(account, update, Date.now() - receivedAt);
      if (relayed) {
        if (relayed.contentType) void reply.header('content-type', relayed.contentType);
        return reply.code(relayed.status).send(relayed.body);
      }
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
