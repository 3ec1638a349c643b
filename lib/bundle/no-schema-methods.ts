/** Stands in for what zod hangs on each schema to describe it as JSON schema. */
const unused = (): never => {
  throw new Error(
    'Schemas of a Lambda bundle do not describe themselves: call z.toJSONSchema(schema); see lib/bundle/lighter-zod.ts.',
  );
};

export const createToJSONSchemaMethod = () => unused;
export const createStandardJSONSchemaMethod = () => unused;
