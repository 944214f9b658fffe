import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Put } from '@nestjs/common';
import {
  type PinInput,
  pinInput,
  type PinList,
  pinList,
  type PinOrder,
  pinOrder,
  type PinPatch,
  pinPatch,
} from '@parley/contracts';
import { Allow, InWorkspace, type Place } from '../access/access.js';
import { Answers } from '../docs/answers.js';
import { idOf } from '../http/params.js';
import { PinsService } from './pins.service.js';

/** What the signed-in member keeps at hand. Every answer is the whole list: it is short. */
@Controller('api/workspaces/:workspace_id/pins')
export class PinsController {
  constructor(private readonly pins: PinsService) {}

  @Get()
  @Allow('workspace.read')
  @Answers('What you keep at hand, in your order', pinList)
  list(@InWorkspace() place: Place): Promise<PinList> {
    return this.pins.list(place);
  }

  @Post()
  @Allow('workspace.read')
  @Answers('Keep a place at hand', pinList, 201)
  create(@InWorkspace() place: Place, @Body({ schema: pinInput }) input: PinInput): Promise<PinList> {
    return this.pins.create(place, input);
  }

  @Put('order')
  @Allow('workspace.read')
  @Answers('Put them in another order', pinList)
  order(@InWorkspace() place: Place, @Body({ schema: pinOrder }) { pin_ids }: PinOrder): Promise<PinList> {
    return this.pins.order(place, pin_ids);
  }

  @Patch(':pin_id')
  @Allow('workspace.read')
  @Answers('Rename one, or let it lead elsewhere', pinList)
  change(
    @InWorkspace() place: Place,
    @Param('pin_id') id: string,
    @Body({ schema: pinPatch }) patch: PinPatch,
  ): Promise<PinList> {
    return this.pins.change(place, idOf(id), patch);
  }

  @Delete(':pin_id')
  @HttpCode(200)
  @Allow('workspace.read')
  @Answers('No longer keep it', pinList)
  remove(@InWorkspace() place: Place, @Param('pin_id') id: string): Promise<PinList> {
    return this.pins.remove(place, idOf(id));
  }
}
