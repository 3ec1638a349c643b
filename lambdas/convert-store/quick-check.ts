import * as z from 'zod';

type Check = (value: unknown) => boolean;
type JsonSchema = z.core.JSONSchema.BaseSchema;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const schemaOf = (schema: unknown): JsonSchema => (isObject(schema) ? schema : {});

const integerCheck =
  ({ minimum = -Infinity, maximum = Infinity }: JsonSchema): Check =>
  (value) =>
    Number.isSafeInteger(value) && (value as number) >= minimum && (value as number) <= maximum;

const stringCheck = ({ minLength = 0, maxLength = Infinity, pattern }: JsonSchema): Check => {
  const regex = pattern === undefined ? null : new RegExp(pattern);
  return (value) =>
    typeof value === 'string' &&
    value.length >= minLength &&
    value.length <= maxLength &&
    (regex === null || regex.test(value));
};

const objectCheck = ({ properties = {} }: JsonSchema): Check => {
  const members = Object.entries(properties).map(
    ([name, member]) => [name, checkOf(schemaOf(member))] as const,
  );
  return (value) => {
    if (!isObject(value) || Object.keys(value).length !== members.length) return false;
    for (const [name, fits] of members) if (!Object.hasOwn(value, name) || !fits(value[name])) return false;
    return true;
  };
};

const tupleCheck = (items: readonly unknown[]): Check => {
  const checks = items.map((item) => checkOf(schemaOf(item)));
  return (value) => {
    if (!Array.isArray(value) || value.length !== checks.length) return false;
    for (let index = 0; index < checks.length; index += 1) if (!checks[index]?.(value[index])) return false;
    return true;
  };
};

const listCheck = ({ items, minItems = 0, maxItems = Infinity }: JsonSchema): Check => {
  const fits = checkOf(schemaOf(items));
  return (value) =>
    Array.isArray(value) && value.length >= minItems && value.length <= maxItems && value.every(fits);
};

const checkOf = (schema: JsonSchema): Check => {
  if (schema.const !== undefined) return (value) => value === schema.const;
  if (schema.anyOf !== undefined) {
    const checks = schema.anyOf.map((option) => checkOf(schemaOf(option)));
    return (value) => checks.some((fits) => fits(value));
  }
  if (schema.type === 'integer') return integerCheck(schema);
  if (schema.type === 'null') return (value) => value === null;
  if (schema.type === 'string') return stringCheck(schema);
  if (schema.type === 'object') return objectCheck(schema);
  if (schema.type === 'array') {
    return schema.prefixItems === undefined ? listCheck(schema) : tupleCheck(schema.prefixItems);
  }
  // What is not known here is left to zod.
  return () => false;
};

/**
 * `safeParse` for plain JSON, about ten times as fast on what fits: the check is made from the schema itself, and
 * whatever it does not accept at first sight is zod's to judge and to explain. For schemas without transforms.
 */
export const quickParser = <Schema extends z.ZodType>(schema: Schema) => {
  const fits = checkOf(z.toJSONSchema(schema));
  return (value: unknown): z.ZodSafeParseResult<z.output<Schema>> =>
    fits(value) ? { success: true, data: value as z.output<Schema> } : schema.safeParse(value);
};
