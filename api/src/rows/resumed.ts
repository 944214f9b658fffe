/** What was begun to be read, from its beginning. Leaving it leaves the rest. */
export async function* resumed<T>(
  first: IteratorResult<T, void>,
  rest: AsyncGenerator<T, void, undefined>,
): AsyncGenerator<T, void, undefined> {
  try {
    if (first.done !== true) {
      yield first.value;
      yield* rest;
    }
  } finally {
    await rest.return();
  }
}
