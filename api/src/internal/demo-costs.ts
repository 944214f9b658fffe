import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { eachDay, type ManualCostInput, manualCostInput, messageFeeInput } from '@parley/contracts';
import { DateTime } from 'luxon';
import { type Repository } from 'typeorm';
import { AuditRow } from '../audit/audit-entry.entity.js';
import { ManualCostsService } from '../costs/manual-costs.service.js';
import { MessageFeesService } from '../costs/message-fees.service.js';
import { RatesService } from '../costs/rates.service.js';
import { type Workspace } from '../workspaces/workspace.entity.js';

const ACTOR = 'system';
/** How far back the events of the demo reach. */
const DAYS = 90;
const WEEK = 7;

interface Spending extends Pick<ManualCostInput, 'source' | 'medium' | 'campaign' | 'currency'> {
  /** The part of the 90 days in which it runs, 0–1, as its campaign does. */
  from: number;
  to: number;
  /** Of the whole run. */
  amount: string;
  clicks: number | null;
}

/** What the campaigns of the demo cost; digests by e-mail cost nothing that anybody wrote down. */
export const DEMO_SPENDING: readonly Spending[] = [
  spending('vk_ads', 'cpc', 'autumn_sale', 0, 0.55, '148200.00', 2470),
  spending('yandex', 'cpc', 'brand', 0, 1, '96750.00', 1290),
  spending('instagram', 'social', 'lookbook', 0.2, 1, '39600.00', null),
  spending('blogger_masha', 'influencer', 'review', 0.35, 0.5, '120000.00', null),
  { ...spending('google', 'cpc', 'black_friday', 0.7, 1, '1180.00', 1475), currency: 'USD' },
  spending('shop', 'offline', 'shop_window', 0.1, 1, '14500.00', null),
];

function spending(
  source: string,
  medium: string,
  campaign: string,
  from: number,
  to: number,
  amount: string,
  clicks: number | null,
): Spending {
  return { source, medium, campaign, from, to, amount, clicks, currency: 'RUB' };
}

/** Gives the demo what its channels cost: spending, dated rates of what is paid abroad, a price of broadcasts. Once. */
@Injectable()
export class DemoCosts {
  constructor(
    @InjectRepository(AuditRow) private readonly audit: Repository<AuditRow>,
    private readonly costs: ManualCostsService,
    private readonly fees: MessageFeesService,
    private readonly rates: RatesService,
  ) {}

  async prepare({ workspace_id, time_zone }: Workspace): Promise<void> {
    // Who took them away does not find them again.
    if (await this.audit.existsBy({ workspace_id, action: 'fees.entered' })) return;
    const today = DateTime.now().setZone(time_zone).startOf('day');
    const dayAt = (part: number) => today.minus({ days: Math.round((1 - part) * (DAYS - 1)) }).toISODate()!;
    const days = eachDay(dayAt(0), dayAt(1)).filter((_, index) => index % WEEK === 0);
    await this.rates.set(
      workspace_id,
      ACTOR,
      days.map((day, index) => ({ currency: 'USD', day, rate: (91 + (index % 4) * 0.75).toFixed(2) })),
    );
    const { costs: entered } = await this.costs.list(workspace_id);
    for (const { from, to, ...cost } of DEMO_SPENDING) {
      if (entered.some(({ campaign }) => campaign === cost.campaign)) continue;
      const told = manualCostInput.parse({ ...cost, first_day: dayAt(from), last_day: dayAt(to) });
      await this.costs.create(workspace_id, ACTOR, told);
    }
    // Last: it says that all of it was done.
    await this.fees.create(
      workspace_id,
      ACTOR,
      messageFeeInput.parse({
        effective_from: dayAt(0),
        channel: 'whatsapp',
        sender: 'broadcast',
        price: '7.40',
        currency: 'RUB',
      }),
    );
  }
}
