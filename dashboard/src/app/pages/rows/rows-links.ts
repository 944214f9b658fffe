import type { Role } from '@parley/contracts';
import type { Row } from '../../reports/reading';
import { MAY_OPEN } from '../../shell/may-open';

/** The page of the agent or the contact that a cell names, below the root; null where it names none or may not be opened. */
export function pathOf(row: Row, key: string, workspaceId: string, role: Role | undefined): string[] | null {
  if (key === 'contact_name') {
    const id = row['identity_id'];
    const mayOpen = role !== undefined && (MAY_OPEN.contacts as readonly Role[]).includes(role);
    return mayOpen && typeof id === 'string' ? ['/workspace', workspaceId, 'contacts', id] : null;
  }
  const id = key.endsWith('agent_name') ? row[key.replace('_name', '_id')] : null;
  if (typeof id !== 'string' || id === '0' || row[key] === null) return null;
  return ['/workspace', workspaceId, 'agents', id];
}
