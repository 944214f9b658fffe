import { Body, Controller, Delete, Get, Param, Patch, Post, Put, Query } from '@nestjs/common';
import {
  type Import,
  importInput,
  type ImportInput,
  importList,
  importPatch,
  type ImportPatch,
  importStart,
  type ImportStart,
  parleyImport,
} from '@parley/contracts';
import { z } from 'zod';
import { Allow, InWorkspace, type Place, TakesFile } from '../access/access.js';
import { Answers } from '../docs/answers.js';
import { idOf } from '../http/params.js';
import { ImportsService } from './imports.service.js';

export const partQuery = z.strictObject({
  offset: z.coerce.number().int().min(0).default(0).describe('How many bytes of the file come before it.'),
});
export type PartQuery = z.output<typeof partQuery>;

@Controller('api/workspaces/:workspace_id/imports')
export class ImportsController {
  constructor(private readonly imports: ImportsService) {}

  @Get()
  @Allow('imports.read')
  @Answers('Imports of files, the newest first', importList)
  async list(@InWorkspace() place: Place): Promise<{ imports: Import[] }> {
    return { imports: await this.imports.list(place.workspace_id) };
  }

  @Post()
  @Allow('imports.change')
  @Answers('Begin an import; then send the file in parts', parleyImport, 201)
  create(@InWorkspace() place: Place, @Body({ schema: importInput }) input: ImportInput): Promise<Import> {
    return this.imports.create(place.workspace_id, place.actor, input);
  }

  @Get(':import_id')
  @Allow('imports.read')
  @Answers('One import, with the first rows as they would be understood', parleyImport)
  read(@InWorkspace() place: Place, @Param('import_id') id: string): Promise<Import> {
    return this.imports.read(place.workspace_id, idOf(id));
  }

  @Put(':import_id/file')
  @TakesFile()
  @Allow('imports.change')
  @Answers('The next part of the file, up to 4 MiB; the last one has it checked', parleyImport)
  append(
    @InWorkspace() place: Place,
    @Param('import_id') id: string,
    @Query({ schema: partQuery }) { offset }: PartQuery,
    @Body() part: unknown,
  ): Promise<Import> {
    return this.imports.append(place.workspace_id, idOf(id), offset, part);
  }

  @Patch(':import_id')
  @Allow('imports.change')
  @Answers('Change what is told of the file; it is checked anew', parleyImport)
  change(
    @InWorkspace() place: Place,
    @Param('import_id') id: string,
    @Body({ schema: importPatch }) patch: ImportPatch,
  ): Promise<Import> {
    return this.imports.change(place.workspace_id, idOf(id), patch);
  }

  @Post(':import_id/start')
  @Allow('imports.change')
  @Answers('Import the checked file into an account', parleyImport, 200)
  start(
    @InWorkspace() place: Place,
    @Param('import_id') id: string,
    @Body({ schema: importStart }) given: ImportStart,
  ): Promise<Import> {
    return this.imports.start(place.workspace_id, place.actor, idOf(id), given);
  }

  @Post(':import_id/pause')
  @Allow('imports.change')
  @Answers('Hold an import', parleyImport, 200)
  pause(@InWorkspace() place: Place, @Param('import_id') id: string): Promise<Import> {
    return this.imports.pause(place.workspace_id, idOf(id));
  }

  @Post(':import_id/resume')
  @Allow('imports.change')
  @Answers('Go on with a held or failed import', parleyImport, 200)
  resume(@InWorkspace() place: Place, @Param('import_id') id: string): Promise<Import> {
    return this.imports.resume(place.workspace_id, idOf(id));
  }

  @Post(':import_id/undo')
  @Allow('imports.change')
  @Answers('Take away everything that an import brought', parleyImport, 200)
  undo(@InWorkspace() place: Place, @Param('import_id') id: string): Promise<Import> {
    return this.imports.undo(place.workspace_id, place.actor, idOf(id));
  }

  @Delete(':import_id')
  @Allow('imports.change')
  @Answers('Forget an import that was never started')
  remove(@InWorkspace() place: Place, @Param('import_id') id: string): Promise<void> {
    return this.imports.remove(place.workspace_id, idOf(id));
  }
}
