/**
 * Stands in for the cache the SDK keeps discovered endpoints in (`mnemonist/lru-cache`, 7 kB): the entry written
 * longest ago makes room. One Lambda has one or two endpoints.
 */
export default class SmallCache<Key, Value> extends Map<Key, Value> {
  readonly #capacity: number;

  constructor(capacity: number) {
    super();
    this.#capacity = capacity;
  }

  override set(key: Key, value: Value): this {
    this.delete(key);
    super.set(key, value);
    for (const oldest of this.keys()) {
      if (this.size <= this.#capacity) break;
      this.delete(oldest);
    }
    return this;
  }

  peek(key: Key): Value | undefined {
    return this.get(key);
  }
}
