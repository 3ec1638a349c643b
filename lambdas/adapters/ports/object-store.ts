/** Named bytes: an S3 bucket in the cloud, a folder on a laptop. Keys use `/` and only letters, digits, `.`, `_`, `=`, `-`. */
export type ObjectStore = {
  /** Replaces an object of the same key. */
  put(key: string, body: Uint8Array, contentType: string): Promise<void>;
  get(key: string): Promise<Uint8Array | null>;
  /** Keys that start with `prefix`, in ascending order of their bytes, those after `after` only, at most `limit`. */
  list(
    prefix: string,
    options: { readonly after?: string | undefined; readonly limit: number },
  ): Promise<string[]>;
  /** The folders right below `prefix` (which ends with `/`), each with its closing `/`, in ascending order. */
  folders(prefix: string): Promise<string[]>;
};
