import type { ObjectStore } from '../../lambdas/adapters/ports/object-store.ts';

/** An object store in memory; `objects` shows what it holds. */
export const memoryObjectStore = (): ObjectStore & { readonly objects: Map<string, Uint8Array> } => {
  const objects = new Map<string, Uint8Array>();
  const below = (prefix: string) => [...objects.keys()].filter((key) => key.startsWith(prefix)).sort();
  return {
    objects,
    put: async (key, body) => {
      objects.set(key, body);
    },
    get: async (key) => objects.get(key) ?? null,
    list: async (prefix, { after = '', limit }) =>
      below(prefix)
        .filter((key) => key > after)
        .slice(0, limit),
    folders: async (prefix) => [
      ...new Set(
        below(prefix).flatMap((key) => {
          const end = key.indexOf('/', prefix.length);
          return end < 0 ? [] : [key.slice(0, end + 1)];
        }),
      ),
    ],
  };
};
