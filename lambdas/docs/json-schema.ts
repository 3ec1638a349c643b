import * as z from 'zod';

/** As much of a JSON Schema as a reader of the docs page is shown. */
export type JsonSchema = {
  readonly type?: string | undefined;
  readonly description?: string | undefined;
  readonly properties?: Record<string, JsonSchema> | undefined;
  readonly required?: readonly string[] | undefined;
  readonly items?: JsonSchema | undefined;
  readonly prefixItems?: readonly JsonSchema[] | undefined;
  readonly anyOf?: readonly JsonSchema[] | undefined;
  readonly oneOf?: readonly JsonSchema[] | undefined;
  readonly enum?: readonly unknown[] | undefined;
  readonly const?: unknown;
  readonly default?: unknown;
  readonly format?: string | undefined;
  readonly pattern?: string | undefined;
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
  readonly minLength?: number | undefined;
  readonly maxLength?: number | undefined;
  readonly minItems?: number | undefined;
  readonly maxItems?: number | undefined;
};

export const jsonSchema: z.ZodType<JsonSchema> = z.lazy(() =>
  z.object({
    type: z.union([z.string(), z.array(z.string()).transform((types) => types.join(' or '))]).optional(),
    description: z.string().optional(),
    properties: z.record(z.string(), jsonSchema).optional(),
    required: z.array(z.string()).optional(),
    // A tuple says `items: false`: no more than its columns.
    items: z.union([jsonSchema, z.literal(false).transform(() => undefined)]).optional(),
    prefixItems: z.array(jsonSchema).optional(),
    anyOf: z.array(jsonSchema).optional(),
    oneOf: z.array(jsonSchema).optional(),
    enum: z.array(z.unknown()).optional(),
    const: z.unknown().optional(),
    default: z.unknown().optional(),
    format: z.string().optional(),
    pattern: z.string().optional(),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
    minLength: z.number().optional(),
    maxLength: z.number().optional(),
    minItems: z.number().optional(),
    maxItems: z.number().optional(),
  }),
);

const range = (low: number | undefined, high: number | undefined, unit = ''): string | null => {
  const isOpen = high === undefined || high >= Number.MAX_SAFE_INTEGER;
  const hasLow = low !== undefined && low > -Number.MAX_SAFE_INTEGER;
  if (hasLow) return isOpen ? `≥ ${low}${unit}` : `${low} … ${high}${unit}`;
  return isOpen ? null : `≤ ${high}${unit}`;
};

const literal = (value: unknown): string => JSON.stringify(value);

/** The kind of a value in a few words: `string, one of "a", "b"`. */
export const kindInWords = (schema: JsonSchema): string => {
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return [...new Set(choices.map(kindInWords))].join(' or ');
  if (schema.enum !== undefined) return `one of ${schema.enum.map(literal).join(', ')}`;
  if (schema.const !== undefined) return `always ${literal(schema.const)}`;
  if (schema.items !== undefined) return `list of ${kindInWords(schema.items)}`;
  if (schema.prefixItems !== undefined) return `list of ${schema.prefixItems.length} columns`;
  return schema.format ?? schema.type ?? 'any value';
};

/** Limits and default of a value, for people. */
export const limitsInWords = (schema: JsonSchema): string[] =>
  [
    range(schema.minimum, schema.maximum),
    range(schema.minLength, schema.maxLength, ' characters'),
    range(schema.minItems, schema.maxItems, ' items'),
    schema.default === undefined ? null : `default ${literal(schema.default)}`,
  ].filter((words) => words !== null);
