import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import {
  type ContactLink,
  contactLink,
  type ContactLinkInput,
  contactLinkInput,
  type ContactLinkUndo,
  contactLinkUndo,
  type ContactLinkUndone,
  contactLinkUndone,
  type MergePreview,
  mergePreview,
  mergePreviewParams,
  type MergeSuggestions,
  mergeSuggestions,
  type SuggestionDismissal,
  suggestionDismissal,
} from '@parley/contracts';
import { type FastifyReply } from 'fastify';
import { type z } from 'zod';
import { Allow, InWorkspace, type Place } from '../access/access.js';
import { Answers } from '../docs/answers.js';
import { idOf } from '../http/params.js';
import { whenGone } from '../http/when-gone.js';
import { ContactLinksService } from './contact-links.service.js';
import { MergePreviews } from './merge-preview.service.js';
import { SuggestionsService } from './suggestions.service.js';

/** Who is whom, as people of the workspace say. */
@Controller('api/workspaces/:workspace_id')
export class ContactLinksController {
  constructor(
    private readonly links: ContactLinksService,
    private readonly previews: MergePreviews,
    private readonly suggestions: SuggestionsService,
  ) {}

  @Post('contact-links')
  @Allow('contacts.merge')
  @Answers(
    'Merge two contacts, or take an identity out of one; every report follows within seconds',
    contactLink,
    201,
  )
  say(
    @InWorkspace() place: Place,
    @Body({ schema: contactLinkInput }) input: ContactLinkInput,
  ): Promise<ContactLink> {
    return this.links.say(place.workspace_id, place.actor, input);
  }

  @Get('contact-links/preview')
  @Allow('contacts.merge')
  @Answers('What two contacts have, and what they would have as one', mergePreview)
  preview(
    @InWorkspace() place: Place,
    @Query({ schema: mergePreviewParams }) asked: z.output<typeof mergePreviewParams>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MergePreview> {
    return this.previews.preview(place, asked.identity_id, asked.other_identity_id, whenGone(reply));
  }

  @Post('contact-links/:link_id/undo')
  @HttpCode(200)
  @Allow('contacts.merge')
  @Answers('Take back a merge or a split made by hand: as if it had never been', contactLinkUndone)
  undo(
    @InWorkspace() place: Place,
    @Param('link_id') id: string,
    @Body({ schema: contactLinkUndo }) { why }: ContactLinkUndo,
  ): Promise<ContactLinkUndone> {
    return this.links.undo(place.workspace_id, place.actor, idOf(id), why);
  }

  @Get('merge-suggestions')
  @Allow('contacts.merge')
  @Answers('Contacts who seem to be one person, and why', mergeSuggestions)
  list(
    @InWorkspace() place: Place,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MergeSuggestions> {
    void reply.header('cache-control', 'private, no-store');
    return this.suggestions.suggestions(place, whenGone(reply));
  }

  @Post('merge-suggestions/dismiss')
  @Allow('contacts.merge')
  @Answers('Say that two contacts are not one person; it is not suggested again')
  dismiss(
    @InWorkspace() place: Place,
    @Body({ schema: suggestionDismissal }) input: SuggestionDismissal,
  ): Promise<void> {
    return this.suggestions.dismiss(place, input);
  }
}
