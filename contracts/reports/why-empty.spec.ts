import { describe, expect, it } from '@jest/globals';
import { whyEmpty } from './why-empty.js';

describe('an empty number', () => {
  const row = {
    waits_answered: 2,
    waits_without_calendar: 2,
    response_median_seconds: null,
    target_share: null,
    waits_with_target: 0,
    messages_received: null,
    outgoing_covered_share: null,
  };

  it('has no business time where answers have no calendar', () => {
    expect(whyEmpty('response_median_seconds', row)).toBe('no_calendar');
    expect(whyEmpty('response_median_seconds', { ...row, waits_without_calendar: 0 })).toBe(
      'nothing_to_divide',
    );
    expect(whyEmpty('response_median_seconds', { ...row, waits_answered: 0 })).toBe('nothing_to_divide');
    expect(whyEmpty('response_median_seconds', { ...row, waits_answered: null })).toBe(
      'outgoing_not_visible',
    );
  });

  it('is nobody’s where it needs nothing and still is not counted', () => {
    expect(whyEmpty('messages_received', row)).toBe('belongs_to_nobody');
    expect(whyEmpty('outgoing_covered_share', row)).toBe('nothing_to_divide');
    expect(whyEmpty('target_share', row)).toBe('nothing_to_divide');
    expect(whyEmpty('waits_answered', row)).toBeNull();
  });
});
