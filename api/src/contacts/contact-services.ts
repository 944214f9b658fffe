import { ContactLinksCopy } from './contact-links-copy.service.js';
import { ContactLinksService } from './contact-links.service.js';
import { ContactList } from './contact-list.service.js';
import { ContactPages } from './contact-page.service.js';
import { ContactPeople } from './contact-people.service.js';
import { ContactSearch } from './contact-search.service.js';
import { ContactTimelines } from './contact-timeline.service.js';
import { MergePreviews } from './merge-preview.service.js';
import { SuggestionsService } from './suggestions.service.js';

/** All that contacts need, for the module of the application. */
export const CONTACT_SERVICES = [
  ContactLinksCopy,
  ContactLinksService,
  ContactList,
  ContactPages,
  ContactPeople,
  ContactSearch,
  ContactTimelines,
  MergePreviews,
  SuggestionsService,
];
