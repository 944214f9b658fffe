import { type InputOf, ofAnna, type Stated } from './defaults.js';

export const anIdentification = (
  stated: Stated<'contact_identified'> = {},
): InputOf<'contact_identified'> => ({
  type: 'contact_identified',
  ...ofAnna(),
  ...stated,
});

export const aMerge = (stated: Stated<'identities_merged'> = {}): InputOf<'identities_merged'> => ({
  type: 'identities_merged',
  ...ofAnna(),
  other: { account_id: '1', contact_id: 'ann' },
  ...stated,
});

export const aSplit = (stated: Stated<'identities_split'> = {}): InputOf<'identities_split'> => ({
  type: 'identities_split',
  ...ofAnna(),
  other: { account_id: '1', contact_id: 'ann' },
  ...stated,
});
