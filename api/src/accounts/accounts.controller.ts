import { Body, Controller, Delete, Get, Param, Patch, Post, Req } from '@nestjs/common';
import {
  type Account,
  account,
  type AccountHealthList,
  accountHealthList,
  accountInput,
  type AccountInput,
  accountList,
  accountPatch,
  type AccountPatch,
  accountWithSecrets,
  type AccountWithSecrets,
  connectionTest,
  type ConnectionTest,
  reconnectInput,
  type ReconnectInput,
  rotateInput,
  type RotateInput,
} from '@parley/contracts';
import { type FastifyRequest } from 'fastify';
import { Allow, InWorkspace, type Place } from '../access/access.js';
import { Answers } from '../docs/answers.js';
import { languageOf } from '../http/language.js';
import { idOf } from '../http/params.js';
import { AccountHealthService } from '../quality/account-health.service.js';
import { AccountsService } from './accounts.service.js';
import { ConnectionTestService } from './connection-test.service.js';

@Controller('api/workspaces/:workspace_id/accounts')
export class AccountsController {
  constructor(
    private readonly accounts: AccountsService,
    private readonly healths: AccountHealthService,
    private readonly tests: ConnectionTestService,
  ) {}

  @Get()
  @Allow('accounts.read')
  @Answers('The connected accounts', accountList)
  async list(@InWorkspace() place: Place): Promise<{ accounts: Account[] }> {
    return { accounts: await this.accounts.list(place.workspace_id) };
  }

  @Post()
  @Allow('accounts.change')
  @Answers('Connect an account; its secrets are shown this once', accountWithSecrets, 201)
  create(
    @InWorkspace() place: Place,
    @Body({ schema: accountInput }) input: AccountInput,
  ): Promise<AccountWithSecrets> {
    return this.accounts.create(place.workspace_id, place.actor, input);
  }

  @Get('health')
  @Allow('accounts.read')
  @Answers('How each account is doing: newest event, rate, lag, refusals, quarantine', accountHealthList)
  health(@InWorkspace() place: Place): Promise<AccountHealthList> {
    return this.healths.read(place.workspace_id);
  }

  @Get('disconnected')
  @Allow('accounts.read')
  @Answers('The accounts that were disconnected, newest first', accountList)
  async disconnected(@InWorkspace() place: Place): Promise<{ accounts: Account[] }> {
    return { accounts: await this.accounts.listDisconnected(place.workspace_id) };
  }

  @Get(':account_id')
  @Allow('accounts.read')
  @Answers('One account', account)
  read(@InWorkspace() place: Place, @Param('account_id') id: string): Promise<Account> {
    return this.accounts.read(place.workspace_id, idOf(id));
  }

  @Patch(':account_id')
  @Allow('accounts.change')
  @Answers('Change an account', account)
  change(
    @InWorkspace() place: Place,
    @Param('account_id') id: string,
    @Body({ schema: accountPatch }) patch: AccountPatch,
  ): Promise<Account> {
    return this.accounts.change(place.workspace_id, place.actor, idOf(id), patch);
  }

  @Delete(':account_id')
  @Allow('accounts.change')
  @Answers('Disconnect an account; its past stays in the reports')
  remove(@InWorkspace() place: Place, @Param('account_id') id: string): Promise<void> {
    return this.accounts.remove(place.workspace_id, place.actor, idOf(id));
  }

  @Post(':account_id/reconnect')
  @Allow('accounts.change')
  @Answers('Connect a disconnected account again: its people and its past go on', accountWithSecrets)
  reconnect(
    @InWorkspace() place: Place,
    @Param('account_id') id: string,
    @Body({ schema: reconnectInput.prefault({}) }) input: ReconnectInput,
  ): Promise<AccountWithSecrets> {
    return this.accounts.reconnect(place.workspace_id, place.actor, idOf(id), input);
  }

  @Post(':account_id/test')
  @Allow('accounts.change')
  @Answers('Try the connection: what is in place, and what to do about the rest', connectionTest)
  test(
    @InWorkspace() place: Place,
    @Param('account_id') id: string,
    @Req() request: FastifyRequest,
  ): Promise<ConnectionTest> {
    return this.tests.run(place.workspace_id, idOf(id), languageOf(request));
  }

  @Post(':account_id/rotate-secret')
  @Allow('accounts.change')
  @Answers('New secrets, shown this once; the old ones are accepted for the stated time', accountWithSecrets)
  rotateSecret(
    @InWorkspace() place: Place,
    @Param('account_id') id: string,
    @Body({ schema: rotateInput.prefault({}) }) input: RotateInput,
  ): Promise<AccountWithSecrets> {
    return this.accounts.rotateSecret(place.workspace_id, place.actor, idOf(id), input.overlap_hours);
  }
}
