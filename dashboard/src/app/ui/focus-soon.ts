/** Focuses the first of these elements that is there once the next drawing has been done. */
export function focusSoon(...ids: string[]): void {
  setTimeout(() =>
    ids
      .map((id) => document.getElementById(id))
      .find((element) => element !== null)
      ?.focus(),
  );
}
