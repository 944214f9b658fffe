import { readFileSync } from 'node:fs';

/**
 * Something that tells two processes with the same number apart: when it started, in clock ticks since the machine's
 * start. Linux only; elsewhere empty, and a number alone must do.
 */
export function processBirth(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the command in parentheses and may hold anything: count from its end. Field 22 is the start.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

/** Whether that very process still runs (a zombie counts as gone). An empty `birth` matches any. */
export function isRunning(pid: number, birth = ''): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    if (stat.slice(stat.lastIndexOf(')') + 2).startsWith('Z')) return false;
  } catch {
    return true;
  }
  return birth === '' || processBirth(pid) === birth;
}

export const sleep = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));
