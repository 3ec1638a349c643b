import type { Route } from '@carbon-track/contract/route.ts';

export type CallValues = {
  params?: Record<string, string>;
  query?: Record<string, string | number | null | undefined>;
};

/**
 * Path and query of a call to a route, escaped. A query value that is undefined or null is left out: what the phone
 * kept brings back an undefined as null. A path parameter that is not given is a mistake of the caller.
 */
export const pathOf = (route: Pick<Route, 'path'>, { params = {}, query = {} }: CallValues): string => {
  const path = route.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined) throw new Error(`${route.path} needs the parameter "${name}".`);
    return encodeURIComponent(value);
  });
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null) search.set(name, String(value));
  }
  return search.size === 0 ? path : `${path}?${search}`;
};
