import * as z from 'zod';
import { problemSchema, problemStatus } from './problem.ts';
import type { Access, Route } from './route.ts';
import { routes } from './routes.ts';

type Json = Record<string, unknown>;

/** What goes in is described before defaults and coercion, what comes out after. */
const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
};

const propertiesOf = (schema: z.ZodType): [name: string, property: Json, required: boolean][] => {
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, property]) => [name, property, required.includes(name)]);
};

const parametersOf = (schema: z.ZodType, place: 'path' | 'query'): Json[] =>
  propertiesOf(schema).map(([name, { description, ...schema }, required]) => ({
    name,
    in: place,
    required: place === 'path' || required,
    ...(description !== undefined && { description }),
    schema,
  }));

const idempotencyKey: Json = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  description: 'New for each upload, the same when it is repeated.',
  schema: { type: 'string', pattern: '^[A-Za-z0-9_-]{8,64}$' },
};

/** Who may call a route, as one sentence. */
export const accessInWords = (access: Access): string => {
  if (access.kind === 'public') return 'Everybody, without a token.';
  if (access.kind === 'self') return 'Every member.';
  const named = `Roles: ${access.roles.join(', ')}.`;
  const isBound = access.kind === 'factory' && access.roles.includes('factory-manager');
  return isBound ? `${named} A factory manager only for the own factory.` : named;
};

const problemAnswer = (status: number): Json => ({
  description: Object.entries(problemStatus)
    .filter(([, code]) => code === status)
    .map(([kind]) => kind)
    .join(', '),
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});

const problemsOf = (route: Route): number[] => [
  400,
  ...(route.access.kind === 'public' ? [] : [401, 403, 404]),
  ...(route.method === 'GET' ? [] : [409, 429]),
  ...(route.body === null ? [] : [413, 415]),
  500,
  503,
];

const contentOf = (answer: z.ZodType): Json => {
  const schema = schemaOf(answer, 'output');
  return { [schema.type === 'string' ? 'text/html' : 'application/json']: { schema } };
};

const operationOf = (name: string, route: Route): Json => ({
  operationId: name,
  tags: [route.noun],
  summary: route.summary,
  description: accessInWords(route.access),
  security: route.access.kind === 'public' ? [] : [{ idToken: [] }],
  parameters: [
    ...parametersOf(route.params, 'path'),
    ...parametersOf(route.query, 'query'),
    ...(route.idempotencyKey === 'required' ? [idempotencyKey] : []),
  ],
  ...(route.body !== null && {
    requestBody: {
      required: true,
      content: { 'application/json': { schema: schemaOf(route.body, 'input') } },
    },
  }),
  responses: {
    [route.status]: { description: 'Done', content: contentOf(route.answer) },
    ...Object.fromEntries(problemsOf(route).map((status) => [status, problemAnswer(status)])),
  },
});

const pathsOf = (table: Record<string, Route>): Record<string, Json> => {
  const paths: Record<string, Json> = {};
  for (const [name, route] of Object.entries(table)) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operationOf(name, route) };
  }
  return paths;
};

/** The API as an OpenAPI 3.1 document, made of the route table and nothing else. */
export const openApiDocument = () => ({
  openapi: '3.1.1',
  info: {
    title: 'Carbon Track',
    version: '1',
    description:
      'CO2 emissions of tea factories, measured at the chimney. Missing is null, never 0. Instants are milliseconds since 1970 UTC; days are Africa/Nairobi.',
  },
  servers: [{ url: '/' }],
  paths: pathsOf(routes),
  components: {
    schemas: { Problem: schemaOf(problemSchema, 'output') },
    securitySchemes: {
      idToken: {
        type: 'apiKey',
        in: 'header',
        name: 'Authorization',
        description:
          'The Cognito ID token; in a checkout of the project, npm run --silent token -- --api PORTAL --user NAME prints one. What it allows is decided by the membership of its account.',
      },
    },
  },
});
export type OpenApiDocument = ReturnType<typeof openApiDocument>;
