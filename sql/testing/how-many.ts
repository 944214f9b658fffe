/** Set by `npm run test:long`: searches for disagreement with the oracle go on for many more random cases. */
const IS_LONG = process.env['PARLEY_LONG'] === '1';

/** How many random cases a spec tries: `usual` in every run of the tests, `long` in the long search. */
export const howMany = (usual: number, long: number): number => (IS_LONG ? long : usual);

/** The seed that random cases begin with: others in another search, `PARLEY_SEED=10001 npm run test:long`. */
export const firstSeed = (usual: number): number => Number(process.env['PARLEY_SEED'] ?? usual);
