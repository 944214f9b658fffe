/**
 * What was worked out for the names that came last: at least `half` of them, at most twice as many. When the younger
 * half is full it becomes the older one, so what is used stays and memory does not grow.
 */
export class Recent<Value> {
  private younger = new Map<string, Value>();
  private older = new Map<string, Value>();

  constructor(private readonly half: number) {}

  /** What is known of `name`, else what `make` gives. */
  of(name: string, make: () => Value): Value {
    const known = this.younger.get(name);
    if (known !== undefined) return known;
    const value = this.older.get(name) ?? make();
    if (this.younger.size >= this.half) [this.older, this.younger] = [this.younger, new Map<string, Value>()];
    this.younger.set(name, value);
    return value;
  }
}
