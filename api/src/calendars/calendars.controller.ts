import { Body, Controller, Delete, Get, Param, Patch, Post, Put, Query, Req, Res } from '@nestjs/common';
import {
  type AssignmentsInput,
  assignmentsInput,
  calendar,
  type Calendar,
  calendarInput,
  type CalendarInput,
  calendarList,
  type CalendarList,
  calendarPatch,
  type CalendarPatch,
  daysAnswer,
  type DaysAnswer,
  daysInput,
  type DaysInput,
  officialDays,
  type OfficialDays,
  scheduleHistory,
  type ScheduleHistory,
  servicePreview,
  type ServicePreview,
  servicePreviewInput,
  type ServicePreviewInput,
} from '@parley/contracts';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Allow, InWorkspace, type Place } from '../access/access.js';
import { Answers } from '../docs/answers.js';
import { languageOf } from '../http/language.js';
import { idOf } from '../http/params.js';
import { whenGone } from '../http/when-gone.js';
import { CalendarsService } from './calendars.service.js';
import { OFFICIAL_DAYS } from './days/official-days.js';
import { putDays } from './days/put-days.js';
import { ScheduleService } from './schedule.service.js';
import { ServicePreviewService } from './service-preview.service.js';

const historyQuery = z.strictObject({
  before: z
    .string()
    .regex(/^[1-9]\d{0,8}$/)
    .transform(Number)
    .optional(),
});

/** Who is open when, and whose hours are which. */
@Controller('api/workspaces/:workspace_id/calendars')
export class CalendarsController {
  constructor(
    private readonly calendars: CalendarsService,
    private readonly schedule: ScheduleService,
    private readonly previews: ServicePreviewService,
  ) {}

  @Get()
  @Allow('service.read')
  @Answers('Every calendar, whose it is, and how far a change is', calendarList)
  list(@InWorkspace() place: Place): Promise<CalendarList> {
    return this.calendars.list(place.workspace_id);
  }

  @Post()
  @Allow('calendars.change')
  @Answers('Make a calendar, for whom it is said', calendar, 201)
  create(
    @InWorkspace() place: Place,
    @Body({ schema: calendarInput }) input: CalendarInput,
  ): Promise<Calendar> {
    return this.calendars.create(place.workspace_id, place.actor, input);
  }

  @Patch(':calendar_id')
  @Allow('calendars.change')
  @Answers('Change a calendar, from the day that is said; business time is built anew beside', calendar)
  change(
    @InWorkspace() place: Place,
    @Param('calendar_id') id: string,
    @Body({ schema: calendarPatch }) patch: CalendarPatch,
  ): Promise<Calendar> {
    return this.calendars.change(place.workspace_id, place.actor, idOf(id), patch);
  }

  @Delete(':calendar_id')
  @Allow('calendars.change')
  @Answers('Remove a calendar that is nobody’s')
  remove(@InWorkspace() place: Place, @Param('calendar_id') id: string): Promise<void> {
    return this.calendars.remove(place.workspace_id, place.actor, idOf(id));
  }

  @Put('assignments')
  @Allow('calendars.change')
  @Answers('Say whose calendar is which', calendarList)
  assign(
    @InWorkspace() place: Place,
    @Body({ schema: assignmentsInput }) input: AssignmentsInput,
  ): Promise<CalendarList> {
    return this.calendars.assign(place.workspace_id, place.actor, input);
  }

  @Post('preview')
  @Allow('service.read')
  @Answers('What a change of calendars, teams or targets would move', servicePreview)
  preview(
    @InWorkspace() place: Place,
    @Body({ schema: servicePreviewInput }) input: ServicePreviewInput,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ServicePreview> {
    return this.previews.preview(place.workspace_id, input, whenGone(reply));
  }

  @Get('official-days')
  @Allow('service.read')
  @Answers('The holidays that Parley knows, and where they are published', officialDays)
  official(): OfficialDays {
    return OFFICIAL_DAYS;
  }

  @Post('days')
  @Allow('service.read')
  @Answers('Put holidays or a file of days into hours that are being edited; nothing is stored', daysAnswer)
  days(@Body({ schema: daysInput }) input: DaysInput, @Req() request: FastifyRequest): DaysAnswer {
    return putDays(input, languageOf(request));
  }

  @Get('history')
  @Allow('service.read')
  @Answers('Who changed calendars and teams, and when, newest first, twenty a page', scheduleHistory)
  history(
    @InWorkspace() place: Place,
    @Query({ schema: historyQuery }) query: z.output<typeof historyQuery>,
  ): Promise<ScheduleHistory> {
    return this.schedule.history(place.workspace_id, query.before);
  }
}
