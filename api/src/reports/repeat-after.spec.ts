import { describe, expect, it } from '@jest/globals';
import { definitionParams } from '@parley/contracts';
import { ProblemError } from '../http/problem-error.js';
import { repeatAfter } from './repeat-after.js';

const DAY = 86_400;
const params = definitionParams.parse({ silence_gap_seconds: 2 * DAY, repeat_after_seconds: 3 * DAY });

describe('after how long a return counts', () => {
  it('is what the workspace has, or what is asked for from the silence on', () => {
    expect(repeatAfter({}, params)).toBe(3 * DAY);
    expect(repeatAfter({ repeat_after_seconds: 30 * DAY }, params)).toBe(30 * DAY);
    expect(repeatAfter({ repeat_after_seconds: 2 * DAY }, params)).toBe(2 * DAY);
  });

  it('is refused below the silence that ends a dialogue, in both languages, with what to ask for', () => {
    const refused = () => repeatAfter({ repeat_after_seconds: 2 * DAY - 1 }, params);
    expect(refused).toThrow(ProblemError);
    let detail: ProblemError['detail'] | undefined;
    try {
      refused();
    } catch (error) {
      detail = (error as ProblemError).detail;
    }
    expect(detail?.en).toContain('after 2 d of silence');
    expect(detail?.ru).toContain('через 2 дн. молчания');
    for (const text of Object.values(detail ?? {})) expect(text).toContain('repeat_after_seconds=172800');
  });
});
