import type { WorkloadHourRow, WorkloadRow } from '../reports/workload/workload';

export const aWorkloadRow = (part: Partial<WorkloadRow> = {}): WorkloadRow => ({
  period: 'current',
  is_total: false,
  agent_id: '1',
  agent_name: 'Anna',
  team_id: null,
  team_name: null,
  dialogues_answered: 3,
  waits_answered: 5,
  work_spans: 4,
  busy_seconds: 1440,
  dialogue_seconds: 1920,
  concurrency_mean: 1920 / 1440,
  concurrency_max: 2,
  concurrency_max_at: '2026-03-02T07:04:00.000Z',
  answers_per_busy_hour: 12.5,
  days_worked: 1,
  at_work_seconds: 2400,
  busy_share: 0.6,
  open_seconds: null,
  open_busy_share: null,
  outgoing_covered_share: 1,
  ...part,
});

export const aWorkloadHour = (hour_of_day: number, concurrency_mean: number | null): WorkloadHourRow => ({
  period: 'current',
  hour_of_day,
  work_spans: 1,
  waits_answered: 1,
  busy_seconds: 60,
  dialogue_seconds: 60,
  concurrency_mean,
  concurrency_max: 1,
  agents_busy_mean: 0.1,
  outgoing_covered_share: 1,
});
