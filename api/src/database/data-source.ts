import { type DataSourceOptions } from 'typeorm';
import { Account } from '../accounts/account.entity.js';
import { AgentIdentity } from '../agents/agent-identity.entity.js';
import { ApiKey } from '../api-keys/api-key.entity.js';
import { AuditRow } from '../audit/audit-entry.entity.js';
import { CalendarAssignment, CalendarRow } from '../calendars/calendar.entity.js';
import { ScheduleVersion } from '../calendars/schedule-version.entity.js';
import {
  CostFilePart,
  CostImportRow,
  CostMappingRow,
  CostSheetRow,
  CurrencyRateRow,
  ManualCostRow,
  MessageFeeRow,
} from '../costs/cost.entities.js';
import { ContactLinkRow, DismissedSuggestion } from '../contacts/contact-link.entity.js';
import { Session } from '../auth/session.entity.js';
import { Definition } from '../definitions/definition.entity.js';
import { ImportMapping, ImportRow } from '../imports/import.entity.js';
import { Lease } from '../leases/lease.entity.js';
import { Member } from '../members/member.entity.js';
import { Profile } from '../profiles/profile.entity.js';
import { SettingsVersionRow } from '../settings/settings-version.entity.js';
import { SourceRuleVersion } from '../sources/source-rule-version.entity.js';
import { TargetVersion } from '../targets/target-version.entity.js';
import { FunnelRow } from '../funnels/funnel.entity.js';
import { PinRow } from '../pins/pin.entity.js';
import { GoalRow } from '../goals/goal.entity.js';
import { TeamRow } from '../teams/team.entity.js';
import { User } from '../users/user.entity.js';
import { Workspace } from '../workspaces/workspace.entity.js';
import { CreateControlPlane1795000000001 } from './migrations/0001-create-control-plane.js';
import { Connections1795600000002 } from './migrations/0002-connections.js';
import { FullBodies1795600000003 } from './migrations/0003-full-bodies.js';
import { SettingsVersions1795600000004 } from './migrations/0004-settings-versions.js';
import { AgentIdentities1795600000005 } from './migrations/0005-agent-identities.js';
import { Mirrors1795600000006 } from './migrations/0006-mirrors.js';
import { Imports1795600000007 } from './migrations/0007-imports.js';
import { Calendars1795600000008 } from './migrations/0008-calendars.js';
import { Funnels1795600000018 } from './migrations/0018-funnels.js';
import { Pins1795600000023 } from './migrations/0023-pins.js';
import { Goals1795600000017 } from './migrations/0017-goals.js';
import { Teams1795600000009 } from './migrations/0009-teams.js';
import { Targets1795600000010 } from './migrations/0010-targets.js';
import { Conversations1795600000011 } from './migrations/0011-conversations.js';
import { DefinitionChoices1795600000012 } from './migrations/0012-definition-choices.js';
import { ContactSearch1795600000020 } from './migrations/0020-contact-search.js';
import { ContactLinks1795600000021 } from './migrations/0021-contact-links.js';
import { SourceRules1795600000014 } from './migrations/0014-source-rules.js';
import { Costs1795600000015 } from './migrations/0015-costs.js';

/** Every table there is. */
export const ENTITIES = [
  Account,
  AgentIdentity,
  ApiKey,
  AuditRow,
  CalendarAssignment,
  CalendarRow,
  ContactLinkRow,
  CostFilePart,
  CostImportRow,
  CostMappingRow,
  CostSheetRow,
  CurrencyRateRow,
  Definition,
  DismissedSuggestion,
  ImportMapping,
  ImportRow,
  Lease,
  ManualCostRow,
  Member,
  MessageFeeRow,
  Profile,
  ScheduleVersion,
  Session,
  SettingsVersionRow,
  SourceRuleVersion,
  TargetVersion,
  FunnelRow,
  GoalRow,
  PinRow,
  TeamRow,
  User,
  Workspace,
];

/** Every migration, in order. */
export const MIGRATIONS = [
  CreateControlPlane1795000000001,
  Connections1795600000002,
  FullBodies1795600000003,
  SettingsVersions1795600000004,
  AgentIdentities1795600000005,
  Mirrors1795600000006,
  Imports1795600000007,
  Calendars1795600000008,
  Teams1795600000009,
  Targets1795600000010,
  Conversations1795600000011,
  DefinitionChoices1795600000012,
  SourceRules1795600000014,
  Costs1795600000015,
  Goals1795600000017,
  Funnels1795600000018,
  ContactSearch1795600000020,
  ContactLinks1795600000021,
  Pins1795600000023,
];

/** Gives the options of the one data source: PostgreSQL dialect, schema by migrations only. */
export function dataSourceOptions(url: string, poolSize: number): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    poolSize,
    entities: ENTITIES,
    migrations: MIGRATIONS,
    synchronize: false,
    // TRICKY: TypeORM would otherwise install uuid-ossp on connect, which PGlite does not have.
    installExtensions: false,
    connectTimeoutMS: 10_000,
    logging: false,
  };
}
