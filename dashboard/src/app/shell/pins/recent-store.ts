/** A place that was looked at, with all that stood in its address but whom somebody sought. */
export interface RecentPlace {
  name: string;
  /** Below the address of the workspace. */
  address: string;
}

export const MOST_RECENT = 10;
const STORED = 'parley.recent.';

const keyOf = (userId: string, workspaceId: string) => `${STORED}${userId}.${workspaceId}`;

const isPlace = (each: unknown): each is RecentPlace =>
  typeof each === 'object' &&
  each !== null &&
  typeof (each as RecentPlace).name === 'string' &&
  typeof (each as RecentPlace).address === 'string';

/** The last places of one person in one workspace, as this browser keeps them. */
export function readRecent(userId: string, workspaceId: string): RecentPlace[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(userId, workspaceId)) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isPlace).slice(0, MOST_RECENT) : [];
  } catch {
    return [];
  }
}

export function keepRecent(userId: string, workspaceId: string, places: readonly RecentPlace[]): void {
  try {
    localStorage.setItem(keyOf(userId, workspaceId), JSON.stringify(places));
  } catch {
    // A browser that keeps nothing has no last places.
  }
}

/** Leaves nothing of where anybody was: whoever sits here next must not read it. */
export function forgetRecent(): void {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(STORED)) localStorage.removeItem(key);
  } catch {
    // Nothing is kept there.
  }
}
