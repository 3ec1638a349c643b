import { openApiDocument } from '@carbon-track/contract/openapi.ts';
import { type RouteName, routes } from '@carbon-track/contract/routes.ts';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';

const document = openApiDocument();
const names = Object.keys(routes) as RouteName[];

const parameterSchema = z.object({
  name: z.string(),
  in: z.enum(['path', 'query', 'header']),
  required: z.boolean(),
  schema: z.looseObject({}),
});
const operationSchema = z.strictObject({
  operationId: z.string(),
  tags: z.array(z.string()).length(1),
  summary: z.string(),
  description: z.string(),
  security: z.array(z.record(z.string(), z.array(z.never()))),
  parameters: z.array(parameterSchema.loose()),
  requestBody: z
    .object({
      required: z.literal(true),
      content: z.record(z.string(), z.object({ schema: z.looseObject({}) })),
    })
    .optional(),
  responses: z.record(
    z.string().regex(/^[2-5]\d\d$/),
    z.object({
      description: z.string().min(1),
      content: z.record(z.string(), z.object({ schema: z.looseObject({}) })),
    }),
  ),
});
const operationOf = (name: RouteName) => {
  const { path, method } = routes[name];
  return operationSchema.parse(document.paths[path]?.[method.toLowerCase()]);
};

const refs = (value: unknown): string[] => {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (key === '$ref' ? [String(inner)] : refs(inner)));
};

describe('the OpenAPI document', () => {
  it('names every route once, by the name of the table', () => {
    const operations = Object.values(document.paths).flatMap((path) => Object.values(path));
    expect(operations).toHaveLength(names.length);
    expect(names.map((name) => operationOf(name).operationId)).toEqual(names);
  });

  it.each(names)('declares each path parameter of %s, and only those', (name) => {
    const inPath = [...routes[name].path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter);
    const declared = operationOf(name).parameters.filter((parameter) => parameter.in === 'path');
    expect(declared.map((parameter) => parameter.name).toSorted()).toEqual(inPath.toSorted());
    expect(declared.every(({ required }) => required)).toBe(true);
  });

  it.each(names)('gives %s a body, a token and an idempotency key where the table does', (name) => {
    const operation = operationOf(name);
    const { body, access, status } = routes[name];
    expect(operation.requestBody !== undefined).toBe(body !== null);
    expect(operation.security).toEqual(access.kind === 'public' ? [] : [{ idToken: [] }]);
    expect(Object.keys(operation.responses)).toContain(String(status));
    const hasKey = operation.parameters.some((parameter) => parameter.name === 'Idempotency-Key');
    expect(hasKey).toBe('idempotencyKey' in routes[name]);
  });

  it('asks for nothing that has a default, and promises it in the answer', () => {
    const { parameters } = operationOf('listAlerts');
    const status = parameters.find(({ name }) => name === 'status');
    expect(status).toMatchObject({ required: false, schema: { default: 'open' } });
  });

  it('says that instants are whole numbers, and between which', () => {
    const { parameters } = operationOf('getEmissions');
    const instants = parameters.filter(({ name }) => name.endsWith('Ms'));
    expect(instants.map(({ name }) => name)).toEqual(['fromMs', 'toMs']);
    for (const { schema } of instants)
      expect(schema).toMatchObject({ type: 'integer', minimum: 0, maximum: 8.64e15 });
  });

  it('points only to what it holds', () => {
    const pointers = [...new Set(refs(document))];
    expect(pointers.length).toBeGreaterThan(0);
    for (const pointer of pointers) {
      const target = pointer
        .slice(2)
        .split('/')
        .reduce<unknown>((value, key) => z.record(z.string(), z.unknown()).parse(value)[key], document);
      expect(target, pointer).toBeDefined();
    }
  });

  it('is plain JSON', () => {
    expect(JSON.parse(JSON.stringify(document))).toEqual(document);
    expect(document.openapi).toBe('3.1.1');
  });
});
