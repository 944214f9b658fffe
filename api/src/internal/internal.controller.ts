import { Body, Controller, Get, Headers, HttpCode, Inject, Post, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import {
  type AccountWithSecrets,
  type ApiKeyCreated,
  bootstrapInput,
  type BootstrapAnswer,
  type DerivationState,
  internalAccountInput,
  type InternalAccountInput,
  internalApiKeyInput,
  type InternalApiKeyInput,
  profileBatch,
  rebuildInput,
  withdrawInput,
  type WithdrawInput,
  type WorkspaceKind,
} from '@parley/contracts';
import { type ClickHouse, withdrawEvents } from '@parley/sql';
import { type FastifyReply } from 'fastify';
import { z } from 'zod';
import { Internal } from '../access/access.js';
import { AccountsService } from '../accounts/accounts.service.js';
import { ApiKeysService } from '../api-keys/api-keys.service.js';
import { AuthService } from '../auth/auth.service.js';
import { ADMIN_STORE } from '../clickhouse/clickhouse.js';
import { newPassword } from '../crypto/password.js';
import { DerivationService } from '../derivation/derivation.service.js';
import { Answers } from '../docs/answers.js';
import { notFound } from '../http/problem-error.js';
import { whenGone } from '../http/when-gone.js';
import { ProfilesService } from '../profiles/profiles.service.js';
import { SnapshotService } from '../snapshot/snapshot.service.js';
import { WorkspacesService } from '../workspaces/workspaces.service.js';
import { BootstrapService } from './bootstrap.service.js';
import { RebuildStream } from './rebuild-stream.js';

/** The longest that a request for the snapshot is held, seconds. */
const LONGEST_WAIT_SECONDS = 60;
const snapshotQuery = z.strictObject({ wait: z.coerce.number().min(0).max(LONGEST_WAIT_SECONDS).default(0) });
const resetInput = z.strictObject({ email: z.string().trim().toLowerCase() });
const accountsQuery = z.strictObject({ workspace_id: internalAccountInput.shape.workspace_id });
const ACTOR = 'command line';

/** What our own processes and commands ask; closed to people and keys. */
@ApiExcludeController()
@Controller('internal')
@Internal()
export class InternalController {
  constructor(
    private readonly snapshots: SnapshotService,
    private readonly profiles: ProfilesService,
    private readonly accounts: AccountsService,
    private readonly keys: ApiKeysService,
    private readonly workspaces: WorkspacesService,
    private readonly auth: AuthService,
    private readonly derivation: DerivationService,
    private readonly rebuilds: RebuildStream,
    private readonly bootstraps: BootstrapService,
    @Inject(ADMIN_STORE) private readonly store: ClickHouse,
  ) {}

  /** 200 with the snapshot, or 304 when it is still the one of `If-None-Match` after `wait` seconds. */
  @Get('snapshot')
  async snapshot(
    @Query({ schema: snapshotQuery }) query: z.output<typeof snapshotQuery>,
    @Headers('if-none-match') known: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const tagged = await this.snapshots.unlike(known, query.wait * 1000, whenGone(reply));
    void reply.header('cache-control', 'no-store');
    if (tagged === undefined) await reply.code(304).send();
    else await reply.header('etag', tagged.etag).send(tagged.snapshot);
  }

  @Post('profiles')
  @Answers('Names behind hashed ids')
  takeProfiles(@Body({ schema: profileBatch }) batch: z.output<typeof profileBatch>): Promise<void> {
    return this.profiles.upsert(batch.profiles);
  }

  /** So that a command can take the name of a workspace for its number. */
  @Get('workspaces')
  async listWorkspaces(): Promise<{
    workspaces: { workspace_id: string; name: string; kind: WorkspaceKind; time_zone: string }[];
  }> {
    const all = await this.workspaces.all();
    return {
      workspaces: all.map(({ workspace_id, name, kind, time_zone }) => ({
        workspace_id: String(workspace_id),
        name,
        kind,
        time_zone,
      })),
    };
  }

  /** So that a command can take the name of an account for its number. */
  @Get('accounts')
  async listAccounts(
    @Query({ schema: accountsQuery }) query: z.output<typeof accountsQuery>,
  ): Promise<{ accounts: { account_id: string; name: string }[] }> {
    const accounts = await this.accounts.list(await this.workspaceId(query.workspace_id));
    return { accounts: accounts.map(({ account_id, name }) => ({ account_id, name })) };
  }

  @Post('accounts')
  async ensureAccount(
    @Body({ schema: internalAccountInput }) input: InternalAccountInput,
  ): Promise<AccountWithSecrets & { created: boolean; workspace_id: string }> {
    const { workspace_id, ...account } = input;
    const id = await this.workspaceId(workspace_id);
    return { ...(await this.accounts.ensure(id, ACTOR, account)), workspace_id: String(id) };
  }

  @Post('api-keys')
  async createKey(@Body({ schema: internalApiKeyInput }) input: InternalApiKeyInput): Promise<ApiKeyCreated> {
    const { workspace_id, ...key } = input;
    return this.keys.create(await this.workspaceId(workspace_id), ACTOR, key);
  }

  @Post('bootstrap')
  bootstrap(
    @Body({ schema: bootstrapInput }) input: z.output<typeof bootstrapInput>,
  ): Promise<BootstrapAnswer> {
    return this.bootstraps.run(input.demo);
  }

  @Post('reset-password')
  async resetPassword(
    @Body({ schema: resetInput }) input: z.output<typeof resetInput>,
  ): Promise<{ password: string }> {
    const password = newPassword();
    if (!(await this.auth.resetPassword(input.email, password))) throw notFound();
    return { password };
  }

  @Get('derivation')
  state(): Promise<DerivationState> {
    return this.derivation.state();
  }

  /** Streams lines of `rebuildProgress` until everything asked for is rebuilt. */
  @Post('rebuild')
  async rebuild(
    @Body({ schema: rebuildInput }) input: z.output<typeof rebuildInput>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const id = input.workspace_id === undefined ? undefined : await this.workspaceId(input.workspace_id);
    await reply.header('content-type', 'application/x-ndjson').send(this.rebuilds.begin(id));
  }

  /** The end of a replay: what a newer mapper did not make again of these bodies goes, and is derived without it. */
  @Post('withdraw')
  @HttpCode(200)
  async withdraw(@Body({ schema: withdrawInput }) input: WithdrawInput): Promise<{ identities: number }> {
    const { workspace_id: workspaceId, account_id: accountId, delivery_ids: deliveryIds } = input;
    return withdrawEvents(this.store, {
      ...{ workspaceId, accountId, deliveryIds },
      mapperVersion: input.mapper_version,
    });
  }

  private async workspaceId(given: string | undefined): Promise<number> {
    const workspace =
      given === undefined ? await this.workspaces.findOwn() : await this.workspaces.find(Number(given));
    return workspace.workspace_id;
  }
}
