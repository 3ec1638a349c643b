/** A policy statement as AWS writes it, wider than what our own documents use. */
export type PolicyStatement = {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
};
export type PolicyDocument = { readonly Version?: string; readonly Statement: readonly PolicyStatement[] };

export type PolicyAction = 'iot:Connect' | 'iot:Publish' | 'iot:Subscribe' | 'iot:Receive';

/** What the broker knows of a connection. `thing` is null for browsers and for certificates without a thing. */
export type PolicyContext = {
  readonly clientId: string;
  readonly thing: {
    readonly thingName: string;
    readonly attributes: Readonly<Record<string, string>>;
  } | null;
};

const listOf = (value: string | readonly string[]): readonly string[] =>
  typeof value === 'string' ? [value] : value;

const escapeRegExp = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

const variableValue = (name: string, { clientId, thing }: PolicyContext): string | null => {
  if (name === 'iot:ClientId') return clientId;
  if (thing === null) return null;
  if (name === 'iot:Connection.Thing.ThingName') return thing.thingName;
  if (name === 'iot:Connection.Thing.IsAttached') return String(thing.thingName === clientId);
  const attribute = /^iot:Connection\.Thing\.Attributes\[(.+)\]$/.exec(name)?.[1];
  return attribute === undefined ? null : (thing.attributes[attribute] ?? null);
};

/**
 * Whether `text` fits a pattern with `*`, `?` and policy variables. A variable without a value fits nothing, and
 * wildcards inside a variable's value are plain characters.
 */
const fits = (pattern: string, text: string, context: PolicyContext): boolean => {
  let known = true;
  const source = pattern
    .split(/(\$\{[^}]+\}|\*|\?)/)
    .map((part) => {
      if (part === '*') return '.*';
      if (part === '?') return '.';
      if (!part.startsWith('${')) return escapeRegExp(part);
      const value = variableValue(part.slice(2, -1), context);
      known &&= value !== null;
      return escapeRegExp(value ?? '');
    })
    .join('');
  return known && new RegExp(`^${source}$`, 's').test(text);
};

/** Only `Bool` is known; a statement with any other condition never applies, rather than always. */
const meetsConditions = (statement: PolicyStatement, context: PolicyContext): boolean =>
  Object.entries(statement.Condition ?? {}).every(
    ([operator, keys]) =>
      operator === 'Bool' &&
      Object.entries(keys).every(([key, values]) =>
        listOf(values).includes(variableValue(key, context) ?? 'missing'),
      ),
  );

const applies = (
  statement: PolicyStatement,
  action: PolicyAction,
  resource: string,
  context: PolicyContext,
): boolean =>
  listOf(statement.Action).some((pattern) => fits(pattern, action, context)) &&
  listOf(statement.Resource).some((pattern) => fits(pattern, resource, context)) &&
  meetsConditions(statement, context);

/**
 * Evaluates policy documents as AWS IoT does: a Deny that applies wins, then any Allow, else no.
 * `resource` is a full ARN; `+` and `#` in a topic filter are plain characters, as AWS treats them.
 */
export const isAllowed = (
  documents: readonly PolicyDocument[],
  action: PolicyAction,
  resource: string,
  context: PolicyContext,
): boolean => {
  const statements = documents
    .flatMap(({ Statement }) => Statement)
    .filter((statement) => applies(statement, action, resource, context));
  return (
    statements.some(({ Effect }) => Effect === 'Allow') && !statements.some(({ Effect }) => Effect === 'Deny')
  );
};
