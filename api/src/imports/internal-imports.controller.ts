import { Body, Controller, Get, Headers, Param, Post, Put, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { type Import, importInput, type ImportInput, importStart, type ImportStart } from '@parley/contracts';
import { Internal, TakesFile } from '../access/access.js';
import { idOf } from '../http/params.js';
import { partQuery, type PartQuery } from './imports.controller.js';
import { ImportsService } from './imports.service.js';

const ACTOR = 'command line';

/** The imports of a workspace for the command line, which names the workspace in a header. */
@ApiExcludeController()
@Controller('internal/imports')
@Internal()
export class InternalImportsController {
  constructor(private readonly imports: ImportsService) {}

  @Post()
  create(
    @Headers('x-parley-workspace') workspace: string | undefined,
    @Body({ schema: importInput }) input: ImportInput,
  ): Promise<Import> {
    return this.imports.create(idOf(workspace ?? ''), ACTOR, input);
  }

  @Get(':import_id')
  read(
    @Headers('x-parley-workspace') workspace: string | undefined,
    @Param('import_id') id: string,
  ): Promise<Import> {
    return this.imports.read(idOf(workspace ?? ''), idOf(id));
  }

  @Put(':import_id/file')
  @TakesFile()
  append(
    @Headers('x-parley-workspace') workspace: string | undefined,
    @Param('import_id') id: string,
    @Query({ schema: partQuery }) { offset }: PartQuery,
    @Body() part: unknown,
  ): Promise<Import> {
    return this.imports.append(idOf(workspace ?? ''), idOf(id), offset, part);
  }

  @Post(':import_id/start')
  start(
    @Headers('x-parley-workspace') workspace: string | undefined,
    @Param('import_id') id: string,
    @Body({ schema: importStart }) given: ImportStart,
  ): Promise<Import> {
    return this.imports.start(idOf(workspace ?? ''), ACTOR, idOf(id), given);
  }

  @Post(':import_id/undo')
  undo(
    @Headers('x-parley-workspace') workspace: string | undefined,
    @Param('import_id') id: string,
  ): Promise<Import> {
    return this.imports.undo(idOf(workspace ?? ''), ACTOR, idOf(id));
  }
}
