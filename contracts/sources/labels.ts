/** What a touch is labelled with: the UTM five. */
export const SOURCE_FIELDS = ['source', 'medium', 'campaign', 'content', 'term'] as const;
export type SourceField = (typeof SOURCE_FIELDS)[number];

/** The five; '' where nothing is known. */
export type SourceLabels = Record<SourceField, string>;

export const NO_SOURCE: Readonly<SourceLabels> = {
  source: '',
  medium: '',
  campaign: '',
  content: '',
  term: '',
};

/** The longest label, characters: what is longer is cut off. */
export const LONGEST_LABEL = 256;
