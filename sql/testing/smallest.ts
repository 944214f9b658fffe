/**
 * The least of `things` that still fails: leaves out one after the other, as long as what remains fails.
 * `fails` must hold for all of them.
 */
export function smallest<Thing>(
  things: readonly Thing[],
  fails: (some: readonly Thing[]) => boolean,
): readonly Thing[] {
  const without = things.map((_, index) => things.filter((__, other) => other !== index)).find(fails);
  return without ? smallest(without, fails) : things;
}
