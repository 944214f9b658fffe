import { Body, Controller, Delete, Get, Param, Patch, Post, Put, Query } from '@nestjs/common';
import {
  costImport,
  type CostImport,
  costImportInput,
  type CostImportInput,
  costImportList,
  type CostImportList,
  costImportPatch,
  type CostImportPatch,
} from '@parley/contracts';
import { Allow, InWorkspace, type Place, TakesFile } from '../access/access.js';
import { Answers } from '../docs/answers.js';
import { idOf } from '../http/params.js';
import { type PartQuery, partQuery } from '../imports/imports.controller.js';
import { CostImportsService } from './cost-imports.service.js';

/** Files of what advertising cost. */
@Controller('api/workspaces/:workspace_id/costs/imports')
export class CostImportsController {
  constructor(private readonly imports: CostImportsService) {}

  @Get()
  @Allow('costs.read')
  @Answers('Imported cost files, the newest first, and the sheets that they fill', costImportList)
  list(@InWorkspace() place: Place): Promise<CostImportList> {
    return this.imports.list(place.workspace_id);
  }

  @Post()
  @Allow('costs.change')
  @Answers('Begin an import; then send the file in parts', costImport, 201)
  create(
    @InWorkspace() place: Place,
    @Body({ schema: costImportInput }) input: CostImportInput,
  ): Promise<CostImport> {
    return this.imports.create(place.workspace_id, place.actor, input);
  }

  @Get(':cost_import_id')
  @Allow('costs.read')
  @Answers('One import, with the first rows as they would be understood', costImport)
  read(@InWorkspace() place: Place, @Param('cost_import_id') id: string): Promise<CostImport> {
    return this.imports.read(place.workspace_id, idOf(id));
  }

  @Put(':cost_import_id/file')
  @TakesFile()
  @Allow('costs.change')
  @Answers('The next part of the file, up to 4 MiB; the last one has it checked', costImport)
  append(
    @InWorkspace() place: Place,
    @Param('cost_import_id') id: string,
    @Query({ schema: partQuery }) { offset }: PartQuery,
    @Body() part: unknown,
  ): Promise<CostImport> {
    return this.imports.append(place.workspace_id, idOf(id), offset, part);
  }

  @Patch(':cost_import_id')
  @Allow('costs.change')
  @Answers('Change how the file is understood; it is checked anew', costImport)
  change(
    @InWorkspace() place: Place,
    @Param('cost_import_id') id: string,
    @Body({ schema: costImportPatch }) patch: CostImportPatch,
  ): Promise<CostImport> {
    return this.imports.change(place.workspace_id, idOf(id), patch);
  }

  @Post(':cost_import_id/save')
  @Allow('costs.change')
  @Answers('Save the checked file: the days it brings replace those of its sheet', costImport, 200)
  save(@InWorkspace() place: Place, @Param('cost_import_id') id: string): Promise<CostImport> {
    return this.imports.save(place.workspace_id, place.actor, idOf(id));
  }

  @Post(':cost_import_id/undo')
  @Allow('costs.change')
  @Answers('Give the days of an import back to what stood there before', costImport, 200)
  undo(@InWorkspace() place: Place, @Param('cost_import_id') id: string): Promise<CostImport> {
    return this.imports.undo(place.workspace_id, place.actor, idOf(id));
  }

  @Delete(':cost_import_id')
  @Allow('costs.change')
  @Answers('Forget a file that was not saved')
  remove(@InWorkspace() place: Place, @Param('cost_import_id') id: string): Promise<void> {
    return this.imports.remove(place.workspace_id, idOf(id));
  }
}
