import { problem, problemSchema, problemStatus } from '@carbon-track/contract/problem.ts';
import { roles } from '@carbon-track/contract/roles.ts';
import type { Route } from '@carbon-track/contract/route.ts';
import { routes } from '@carbon-track/contract/routes.ts';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';

const table: [string, Route][] = Object.entries(routes);

const fieldsOf = (schema: z.ZodType | null): string[] =>
  schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];

/** `{name}` segments of a path. */
const placeholders = (path: string): string[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');

const scopeFields = ['factoryId', 'alertId'];

describe('the route table', () => {
  it('is not empty and names each method and path once', () => {
    const doors = table.map(([, { method, path }]) => `${method} ${path.replaceAll(/\{\w+\}/g, '{}')}`);
    expect(doors.length).toBeGreaterThan(15);
    expect(new Set(doors).size).toBe(doors.length);
  });

  for (const [name, route] of table) {
    describe(name, () => {
      it('lives under /api/ in lower case segments and placeholders', () => {
        expect(route.path).toMatch(/^\/api(?:\/(?:[a-z][a-z0-9.-]*|\{[a-zA-Z]+\}))+$/);
      });

      it('takes exactly the parameters its path names', () => {
        expect(fieldsOf(route.params).sort()).toEqual(placeholders(route.path).sort());
      });

      it('refuses query fields it does not know', () => {
        const query = route.query;
        expect(query).toBeInstanceOf(z.ZodObject);
        const issues = query.safeParse({ surprise: '1' }).error?.issues ?? [];
        expect(issues.map(({ code }) => code)).toContain('unrecognized_keys');
      });

      it('has a body only where something is sent, and one for every PUT', () => {
        if (route.method === 'GET') expect(route.body).toBeNull();
        if (route.method === 'PUT') expect(route.body).not.toBeNull();
      });

      it('can be told from a factory or an alert where access depends on one', () => {
        if (route.access.kind !== 'factory') return;
        const fields = [...fieldsOf(route.params), ...fieldsOf(route.query), ...fieldsOf(route.body)];
        expect(fields.some((field) => scopeFields.includes(field))).toBe(true);
      });

      it('lets somebody in, and no factory manager into the network', () => {
        if (!('roles' in route.access)) return;
        expect(route.access.roles.length).toBeGreaterThan(0);
        expect(route.access.roles.filter((role) => !roles.includes(role))).toEqual([]);
        if (route.access.kind === 'network') expect(route.access.roles).not.toContain('factory-manager');
      });
    });
  }

  it('leaves nothing but the documentation open to the public', () => {
    const open = table.filter(([, { access }]) => access.kind === 'public').map(([, { noun }]) => noun);
    expect(new Set(open)).toEqual(new Set(['docs']));
  });

  it('lets only ops provision and revoke devices', () => {
    expect(routes.provisionDevice.access).toEqual({ kind: 'network', roles: ['ops'] });
    expect(routes.revokeDevice.access).toEqual({ kind: 'network', roles: ['ops'] });
  });

  it('bounds every answer that is a page', () => {
    for (const [name, route] of table) {
      if (!fieldsOf(route.answer).includes('nextCursor')) continue;
      expect(fieldsOf(route.query), name).toEqual(expect.arrayContaining(['limit', 'cursor']));
      expect(route.query.safeParse({ limit: '100000' }).success, name).toBe(false);
    }
  });
});

describe('problems', () => {
  for (const [kind, status] of Object.entries(problemStatus)) {
    it(`${kind} is an error status and fits the one error body`, () => {
      const body = problem(kind as keyof typeof problemStatus, 'Try again in a minute.');
      expect(problemSchema.parse(body)).toEqual(body);
      expect(body.status).toBe(status);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(body.type).toBe(`urn:carbon-track:problem:${kind}`);
      expect(body.title).not.toBe('');
    });
  }
});
