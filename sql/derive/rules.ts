/**
 * The number of the rules that make derived rows. Raise it with every change after which the same events give other
 * rows: a new column, a new table, a definition that is mended. A deriver that finds rows of other rules derives
 * everything anew, so that old data is right by itself after an upgrade.
 */
export const RULES = 7;
