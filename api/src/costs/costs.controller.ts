import { Body, Controller, Delete, Get, Param, Post, Put, Query } from '@nestjs/common';
import {
  type CurrencyRates,
  currencyRates,
  type ManualCost,
  manualCost,
  type ManualCostInput,
  manualCostInput,
  type ManualCosts,
  manualCosts,
  type MessageFee,
  messageFee,
  type MessageFeeInput,
  messageFeeInput,
  type MessageFees,
  messageFees,
  ratesInput,
  type RatesInput,
  ratesRemoval,
  type RatesRemoval,
  spendAnswer,
  type SpendAnswer,
  spendParams,
} from '@parley/contracts';
import { z } from 'zod';
import { Allow, InWorkspace, type Place, TakesFile } from '../access/access.js';
import { Answers } from '../docs/answers.js';
import { idOf } from '../http/params.js';
import { ManualCostsService } from './manual-costs.service.js';
import { MessageFeesService } from './message-fees.service.js';
import { RatesService } from './rates.service.js';
import { SpendService } from './spend.service.js';

const ratesQuery = z.strictObject({
  currency: z.string().max(8).optional().describe('Only this one; in a file without such a column: of all.'),
});
type RatesQuery = z.output<typeof ratesQuery>;

/** Looked at when it is known that the thing is there: what belongs to others is nowhere, whatever is sent. */
const anyBody = z.record(z.string(), z.unknown()).describe('As for POST.');

/** What was spent, costs entered by hand, what channels charge, and rates. */
@Controller('api/workspaces/:workspace_id/costs')
export class CostsController {
  constructor(
    private readonly spend: SpendService,
    private readonly manual: ManualCostsService,
    private readonly fees: MessageFeesService,
    private readonly rates: RatesService,
  ) {}

  @Get('spend')
  @Allow('costs.read', 'reports:read')
  @Answers('What was spent, by day and labels, in the currency of the workspace', spendAnswer)
  readSpend(
    @InWorkspace() place: Place,
    @Query({ schema: spendParams }) asked: z.output<typeof spendParams>,
  ): Promise<SpendAnswer> {
    return this.spend.read(place.workspace_id, asked);
  }

  @Get('manual')
  @Allow('costs.read')
  @Answers('Costs entered by hand', manualCosts)
  readManual(@InWorkspace() place: Place): Promise<ManualCosts> {
    return this.manual.list(place.workspace_id);
  }

  @Post('manual')
  @Allow('costs.change')
  @Answers('Enter a cost of a day, or of several: it is spread evenly over them', manualCost, 201)
  enter(
    @InWorkspace() place: Place,
    @Body({ schema: manualCostInput }) cost: ManualCostInput,
  ): Promise<ManualCost> {
    return this.manual.create(place.workspace_id, place.actor, cost);
  }

  @Put('manual/:cost_id')
  @Allow('costs.change')
  @Answers('Replace a cost entered by hand', manualCost)
  changeManual(
    @InWorkspace() place: Place,
    @Param('cost_id') id: string,
    @Body({ schema: anyBody }) cost: z.output<typeof anyBody>,
  ): Promise<ManualCost> {
    return this.manual.change(place.workspace_id, place.actor, idOf(id), cost);
  }

  @Delete('manual/:cost_id')
  @Allow('costs.change')
  @Answers('Take back a cost entered by hand')
  removeManual(@InWorkspace() place: Place, @Param('cost_id') id: string): Promise<void> {
    return this.manual.remove(place.workspace_id, place.actor, idOf(id));
  }

  @Get('fees')
  @Allow('costs.read')
  @Answers('What channels ask for a delivered message', messageFees)
  readFees(@InWorkspace() place: Place): Promise<MessageFees> {
    return this.fees.list(place.workspace_id);
  }

  @Post('fees')
  @Allow('costs.change')
  @Answers('Set what a channel asks for a message, from a day on', messageFee, 201)
  addFee(
    @InWorkspace() place: Place,
    @Body({ schema: messageFeeInput }) fee: MessageFeeInput,
  ): Promise<MessageFee> {
    return this.fees.create(place.workspace_id, place.actor, fee);
  }

  @Put('fees/:fee_id')
  @Allow('costs.change')
  @Answers('Replace what a channel asks for a message', messageFee)
  changeFee(
    @InWorkspace() place: Place,
    @Param('fee_id') id: string,
    @Body({ schema: anyBody }) fee: z.output<typeof anyBody>,
  ): Promise<MessageFee> {
    return this.fees.change(place.workspace_id, place.actor, idOf(id), fee);
  }

  @Delete('fees/:fee_id')
  @Allow('costs.change')
  @Answers('Take back what a channel asks for a message')
  removeFee(@InWorkspace() place: Place, @Param('fee_id') id: string): Promise<void> {
    return this.fees.remove(place.workspace_id, place.actor, idOf(id));
  }

  @Get('rates')
  @Allow('costs.read')
  @Answers('Rates into the currency of the workspace, and days that lack one', currencyRates)
  readRates(
    @InWorkspace() place: Place,
    @Query({ schema: ratesQuery }) { currency }: RatesQuery,
  ): Promise<CurrencyRates> {
    return this.rates.read(place.workspace_id, currency);
  }

  @Post('rates')
  @Allow('costs.change')
  @Answers('Set rates of days; what was there for them is replaced', currencyRates, 200)
  setRates(
    @InWorkspace() place: Place,
    @Body({ schema: ratesInput }) { rates }: RatesInput,
  ): Promise<CurrencyRates> {
    return this.rates.set(place.workspace_id, place.actor, rates);
  }

  @Put('rates/file')
  @TakesFile()
  @Allow('costs.change')
  @Answers(
    'Set rates from a CSV of day, currency and rate; a bad file is refused whole, with the line',
    currencyRates,
  )
  setRatesFromFile(
    @InWorkspace() place: Place,
    @Query({ schema: ratesQuery }) { currency }: RatesQuery,
    @Body() bytes: unknown,
  ): Promise<CurrencyRates> {
    return this.rates.setFromFile(place.workspace_id, place.actor, bytes, currency);
  }

  @Post('rates/remove')
  @Allow('costs.change')
  @Answers('Take back rates of days', currencyRates, 200)
  removeRates(
    @InWorkspace() place: Place,
    @Body({ schema: ratesRemoval }) removal: RatesRemoval,
  ): Promise<CurrencyRates> {
    return this.rates.remove(place.workspace_id, place.actor, removal);
  }
}
