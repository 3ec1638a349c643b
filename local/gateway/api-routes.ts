import type { Noun, Route } from '@carbon-track/contract/route.ts';
import { routes } from '@carbon-track/contract/routes.ts';

export type MatchedRoute = {
  readonly route: Route;
  readonly noun: Noun;
  readonly pathParameters: Readonly<Record<string, string>> | null;
};

const patternOf = (path: string): RegExp => new RegExp(`^${path.replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`);

/** Fixed paths first: `/api/factories/overview` is no factory called `overview`. API Gateway prefers them too. */
const table = Object.values(routes)
  .map((route: Route) => ({ route, pattern: patternOf(route.path) }))
  .sort((a, b) => Number(a.route.path.includes('{')) - Number(b.route.path.includes('{')));

const decoded = (groups: Record<string, string> | undefined): Record<string, string> | null =>
  groups === undefined
    ? null
    : Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decodeURIComponent(value)]));

/** The row of the route table a request belongs to, or null. Throws `URIError` for a path that cannot be decoded. */
export const matchRoute = (method: string, path: string): MatchedRoute | null => {
  for (const { route, pattern } of table) {
    const match = route.method === method ? pattern.exec(path) : null;
    if (match !== null) return { route, noun: route.noun, pathParameters: decoded(match.groups) };
  }
  return null;
};
