import { describe, expect, it } from '@jest/globals';
import { DIMENSIONS, METRICS, REPORTS, REPORT_NAMES, isTimeZone, metric, type MetricKey } from './index.js';

describe('the glossary', () => {
  const keys = Object.keys(METRICS) as MetricKey[];

  it.each(keys)('%s is told whole in both languages', (key) => {
    const { label, definition, formula, exclusions, sample } = metric(key);
    for (const text of [label, definition, formula, exclusions]) {
      expect(text.en).not.toBe('');
      expect(text.ru).toMatch(/[а-я]/i);
    }
    if (sample !== undefined) expect(keys).toContain(sample);
  });

  it.each(REPORT_NAMES)('%s shows only known metrics and dimensions', (name) => {
    for (const column of Object.keys(REPORTS[name].row.shape))
      expect(column in METRICS || column in DIMENSIONS).toBe(true);
  });
});

describe('report parameters', () => {
  const ask = { from: '2026-11-01', to: '2026-12-01' };

  it('takes lists repeated, with commas, or not at all', () => {
    expect(REPORTS.overview.params.parse({ ...ask, channels: 'telegram,viber' }).channels).toEqual([
      'telegram',
      'viber',
    ]);
    expect(REPORTS.overview.params.parse({ ...ask, channels: ['telegram', 'viber'] }).channels).toEqual([
      'telegram',
      'viber',
    ]);
    expect(REPORTS.overview.params.parse(ask).channels).toEqual([]);
  });

  it('refuses unknown parameters, offsets and half dates', () => {
    expect(REPORTS.overview.params.safeParse({ ...ask, agent_ids: '1' }).success).toBe(false);
    expect(REPORTS.overview.params.safeParse({ ...ask, time_zone: '+03:00' }).success).toBe(false);
    expect(REPORTS.overview.params.safeParse({ ...ask, from: '2026-11' }).success).toBe(false);
  });

  it('knows zones by name only', () => {
    expect(isTimeZone('Asia/Kathmandu')).toBe(true);
    expect(isTimeZone('UTC')).toBe(true);
    expect(isTimeZone('Etc/GMT+3')).toBe(false);
    expect(isTimeZone('Nowhere/City')).toBe(false);
  });
});
