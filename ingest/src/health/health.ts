import type { NodeHealth } from '@parley/contracts';
import type { Polling } from '../beside/polling.js';
import type { Quarantine } from '../quarantine/quarantine.js';
import type { Directory } from '../snapshot/directory.js';
import type { Store } from '../spool/store.js';
import type { Tallies } from './tallies.js';

export interface HealthParts {
  store: Store;
  quarantine: Quarantine;
  tallies: Tallies;
  polling: Pick<Polling, 'stateOf'>;
  directory(): Directory | undefined;
}

/** What this process knows of itself and of each account, whether anything came to it or not. */
export function healthOf({ store, quarantine, tallies, polling, directory }: HealthParts): NodeHealth {
  const accounts = directory()?.all() ?? [];
  const oldestAt = store.oldestAt();
  return {
    accounts: accounts.map(({ accountId, workspaceId }) => {
      const day = tallies.lastDay(accountId);
      const reader = polling.stateOf(accountId);
      return {
        account_id: accountId,
        refused_signatures: day.refused_signatures,
        last_refused_at: day.last_refused_at,
        accepted: day.accepted,
        duplicates: day.duplicates,
        quarantined: quarantine.countOf(workspaceId, accountId),
        forward_failures: day.forward_failures,
        last_forward_error: day.last_forward_error,
        polling: reader && { is_running: reader.isRunning, last_at: reader.lastAt, error: reader.error },
      };
    }),
    spool: { records: store.depth(), oldest_at: oldestAt === undefined ? null : Math.floor(oldestAt) },
    unmapped: accounts.flatMap(({ accountId, workspaceId }) =>
      Object.entries(tallies.lastWeek(accountId).unmapped).map(([reason, { count, last_at }]) => ({
        workspace_id: workspaceId,
        account_id: accountId,
        reason,
        count,
        last_at,
      })),
    ),
  };
}
