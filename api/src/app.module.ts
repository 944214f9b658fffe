import { type DynamicModule, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { type ClickHouse, createClient, createDeriver } from '@parley/sql';
import { AccessGuard } from './access/access.guard.js';
import { Credentials } from './access/credentials.js';
import { AccountsController } from './accounts/accounts.controller.js';
import { AccountsService } from './accounts/accounts.service.js';
import { AgentsController } from './agents/agents.controller.js';
import { AgentsService } from './agents/agents.service.js';
import { ConnectionTestService } from './accounts/connection-test.service.js';
import { MirrorsService } from './accounts/mirrors.service.js';
import { ApiKeysController } from './api-keys/api-keys.controller.js';
import { ApiKeysService } from './api-keys/api-keys.service.js';
import { AuditController } from './audit/audit.controller.js';
import { AuditService } from './audit/audit.service.js';
import { AuthController } from './auth/auth.controller.js';
import { AuthService } from './auth/auth.service.js';
import { SignInThrottle } from './auth/sign-in-throttle.js';
import { ADMIN_STORE, REPORTS_STORE } from './clickhouse/clickhouse.js';
import { ParametersService } from './clickhouse/parameters.service.js';
import { CalendarSteps } from './calendars/calendar-steps.js';
import { CalendarsController } from './calendars/calendars.controller.js';
import { CalendarsService } from './calendars/calendars.service.js';
import { ScheduleService } from './calendars/schedule.service.js';
import { ServicePreviewService } from './calendars/service-preview.service.js';
import { CostDays } from './costs/cost-days.js';
import { CostImportCheck } from './costs/cost-import-check.js';
import { CostImportsController } from './costs/cost-imports.controller.js';
import { CostImportsService } from './costs/cost-imports.service.js';
import { CostSaver } from './costs/cost-saver.js';
import { CostsController } from './costs/costs.controller.js';
import { CostsHealer } from './costs/costs-healer.js';
import { ManualCostsService } from './costs/manual-costs.service.js';
import { MessageFeesService } from './costs/message-fees.service.js';
import { RatesService } from './costs/rates.service.js';
import { SpendService } from './costs/spend.service.js';
import { CONFIG, type Config } from './config.js';
import { Vault } from './crypto/vault.js';
import { dataSourceOptions, ENTITIES } from './database/data-source.js';
import { AskedDefinitions } from './definitions/asked-definitions.service.js';
import { DefinitionsService } from './definitions/definitions.service.js';
import { RebuildQueue } from './definitions/rebuild-queue.js';
import { DialoguesController } from './dialogues/dialogues.controller.js';
import { DialoguesService } from './dialogues/dialogues.service.js';
import { DerivationLoop } from './derivation/derivation-loop.js';
import { DerivationService } from './derivation/derivation.service.js';
import { DerivationThread } from './derivation/derivation-thread.js';
import { Rebuilder } from './derivation/rebuilder.js';
import { START_DERIVATION, type StartDerivation } from './derivation/start-derivation.js';
import { ProblemFilter } from './http/problem.filter.js';
import { schemaPipe } from './http/schema.pipe.js';
import { ImportNode } from './imports/import-node.js';
import { ImportUndo } from './imports/import-undo.js';
import { ImportsController } from './imports/imports.controller.js';
import { ImportsService } from './imports/imports.service.js';
import { InternalImportsController } from './imports/internal-imports.controller.js';
import { MappingsService } from './imports/mappings.service.js';
import { ContactLinksController } from './contacts/contact-links.controller.js';
import { ContactsController } from './contacts/contacts.controller.js';
import { CONTACT_SERVICES } from './contacts/contact-services.js';
import { IngestNodes } from './ingest-nodes/ingest-nodes.service.js';
import { BootstrapService } from './internal/bootstrap.service.js';
import { DemoCosts } from './internal/demo-costs.js';
import { DemoService } from './internal/demo-service.js';
import { HealthController } from './internal/health.controller.js';
import { InternalController } from './internal/internal.controller.js';
import { RebuildStream } from './internal/rebuild-stream.js';
import { LeasesService } from './leases/leases.service.js';
import { MembersController } from './members/members.controller.js';
import { MembersService } from './members/members.service.js';
import { ProfilesService } from './profiles/profiles.service.js';
import { AccountHealthService } from './quality/account-health.service.js';
import { QualityController } from './quality/quality.controller.js';
import { QualityService } from './quality/quality.service.js';
import { QuarantineService } from './quality/quarantine.service.js';
import { ReplayStream } from './quality/replay-stream.js';
import { ReportsController } from './reports/reports.controller.js';
import { LimitsService } from './reports/limits.service.js';
import { ReportsService } from './reports/reports.service.js';
import { InboxLinks } from './rows/inbox-links.service.js';
import { NamesService } from './rows/names.service.js';
import { RowsService } from './rows/rows.service.js';
import { PreviewService } from './settings/preview.service.js';
import { RUN_TRIAL, trialHere, trialInThread } from './settings/run-trial.js';
import { SettingsController } from './settings/settings.controller.js';
import { SettingsService } from './settings/settings.service.js';
import { TrialsService } from './settings/trials.service.js';
import { SnapshotService } from './snapshot/snapshot.service.js';
import { PastRefsService } from './sources/past-refs.service.js';
import { SourceRulesService } from './sources/source-rules.service.js';
import { SourcesController } from './sources/sources.controller.js';
import { FunnelsController } from './funnels/funnels.controller.js';
import { FunnelsService } from './funnels/funnels.service.js';
import { GoalPreviewService } from './goals/goal-preview.service.js';
import { PinsController } from './pins/pins.controller.js';
import { PinsService } from './pins/pins.service.js';
import { GoalsController } from './goals/goals.controller.js';
import { GoalsService } from './goals/goals.service.js';
import { TargetsController } from './targets/targets.controller.js';
import { TargetsService } from './targets/targets.service.js';
import { TeamSteps } from './teams/team-steps.js';
import { TeamsController } from './teams/teams.controller.js';
import { TeamsService } from './teams/teams.service.js';
import { StillAllowed } from './waiting/still-allowed.service.js';
import { WaitingController } from './waiting/waiting.controller.js';
import { WaitingService } from './waiting/waiting.service.js';
import { DismissalsService } from './waits/dismissals.service.js';
import { WaitsController } from './waits/waits.controller.js';
import { MeController } from './users/me.controller.js';
import { MeService } from './users/me.service.js';
import { NewWorkspaceController } from './workspaces/new-workspace.controller.js';
import { FiltersService } from './workspaces/filters.service.js';
import { StatusService } from './workspaces/status.service.js';
import { WorkspacesController } from './workspaces/workspaces.controller.js';
import { WorkspacesService } from './workspaces/workspaces.service.js';

/** Where derivation runs: `thread` in the product, `here` in tests (which run from source), `nowhere` not at all. */
export type DerivationPlace = 'thread' | 'here' | 'nowhere';

const SERVICES = [
  AccountHealthService,
  AccountsService,
  AgentsService,
  ConnectionTestService,
  ...CONTACT_SERVICES,
  MirrorsService,
  ApiKeysService,
  AskedDefinitions,
  AuditService,
  AuthService,
  BootstrapService,
  CalendarsService,
  CalendarSteps,
  CostDays,
  CostImportCheck,
  CostImportsService,
  CostSaver,
  CostsHealer,
  Credentials,
  DefinitionsService,
  DemoCosts,
  DemoService,
  DerivationService,
  DialoguesService,
  DismissalsService,
  FiltersService,
  FunnelsService,
  GoalPreviewService,
  GoalsService,
  PinsService,
  ImportNode,
  ImportsService,
  ImportUndo,
  InboxLinks,
  IngestNodes,
  LeasesService,
  LimitsService,
  ManualCostsService,
  MappingsService,
  MembersService,
  MeService,
  MessageFeesService,
  NamesService,
  ParametersService,
  PastRefsService,
  PreviewService,
  ProfilesService,
  QualityService,
  QuarantineService,
  RatesService,
  Rebuilder,
  RebuildQueue,
  RebuildStream,
  ReplayStream,
  ReportsService,
  ScheduleService,
  ServicePreviewService,
  RowsService,
  SettingsService,
  SignInThrottle,
  SnapshotService,
  SourceRulesService,
  SpendService,
  StatusService,
  StillAllowed,
  TargetsService,
  TeamsService,
  TeamSteps,
  TrialsService,
  WaitingService,
  WorkspacesService,
];

/** The whole api. Both databases must be migrated before. */
@Module({})
export class AppModule implements OnApplicationShutdown {
  constructor(
    @Inject(REPORTS_STORE) private readonly reports: ClickHouse,
    @Inject(ADMIN_STORE) private readonly admin: ClickHouse,
  ) {}

  static with(config: Config, derivation: DerivationPlace = 'thread'): DynamicModule {
    return {
      module: AppModule,
      imports: [
        TypeOrmModule.forRoot({
          ...dataSourceOptions(config.databaseUrl, config.databasePoolSize),
          retryAttempts: 20,
          retryDelay: 500,
        }),
        TypeOrmModule.forFeature(ENTITIES),
      ],
      controllers: [
        AccountsController,
        AgentsController,
        ApiKeysController,
        AuditController,
        AuthController,
        ContactLinksController,
        ContactsController,
        DialoguesController,
        CalendarsController,
        CostImportsController,
        CostsController,
        HealthController,
        ImportsController,
        InternalController,
        InternalImportsController,
        MeController,
        MembersController,
        QualityController,
        NewWorkspaceController,
        ReportsController,
        SettingsController,
        WaitingController,
        WaitsController,
        SourcesController,
        FunnelsController,
        GoalsController,
        PinsController,
        TargetsController,
        TeamsController,
        WorkspacesController,
      ],
      providers: [
        ...SERVICES,
        { provide: CONFIG, useValue: config },
        { provide: Vault, useValue: new Vault(config.masterKey) },
        { provide: REPORTS_STORE, useFactory: () => createClient(config.clickhouse.reports) },
        { provide: ADMIN_STORE, useFactory: () => createClient(config.clickhouse.admin) },
        {
          provide: START_DERIVATION,
          useFactory: (store: ClickHouse) => startDerivation(derivation, config, store),
          inject: [ADMIN_STORE],
        },
        {
          provide: RUN_TRIAL,
          useFactory: (store: ClickHouse) =>
            derivation === 'thread' ? trialInThread(config.clickhouse.admin) : trialHere(store),
          inject: [ADMIN_STORE],
        },
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_PIPE, useFactory: schemaPipe },
      ],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.reports.close(), this.admin.close()]);
  }
}

function startDerivation(place: DerivationPlace, config: Config, store: ClickHouse): StartDerivation {
  if (place === 'thread') {
    return (tell, log, onEnd) => new DerivationThread(config.clickhouse.admin, tell, log, onEnd);
  }
  if (place === 'here') return (tell, log) => new DerivationLoop(createDeriver(store, log), tell);
  return () => ({
    poke: () => undefined,
    rebuild: async () => undefined,
    dropDefinition: async () => undefined,
    stop: async () => undefined,
  });
}
