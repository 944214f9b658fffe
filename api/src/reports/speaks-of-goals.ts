import { type Report } from '@parley/contracts';
import { z } from 'zod';

/** Whether a report tells of conversions, so that it must be asked with the goals of the workspace. */
export const speaksOfGoals = ({ params }: Pick<Report, 'params'>): boolean =>
  params instanceof z.ZodObject && 'goal_ids' in params.shape;

/** Whether a report tells of money, which it does in the currency of the workspace. */
export const speaksOfMoney = ({ params, row }: Pick<Report, 'params' | 'row'>): boolean =>
  speaksOfGoals({ params }) || 'spend' in row.shape;

/** Which goals a question is about; all when empty. */
export const askedGoalIds = (own: Record<string, unknown>): string[] =>
  z.array(z.string()).parse(own['goal_ids'] ?? []);
