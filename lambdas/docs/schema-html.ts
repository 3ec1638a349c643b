import { type Html, html } from './html.ts';
import { type JsonSchema, kindInWords, limitsInWords } from './json-schema.ts';

/** The parts of a value that have parts of their own: fields, columns, or those of its items or alternatives. */
const partsOf = (schema: JsonSchema): Html | null => {
  if (schema.properties !== undefined) return fieldList(schema.properties, schema.required ?? []);
  if (schema.prefixItems !== undefined) return columnList(schema.prefixItems);
  if (schema.items !== undefined) return partsOf(schema.items);
  const alternatives = (schema.oneOf ?? schema.anyOf ?? []).map(partsOf).filter((parts) => parts !== null);
  const [only] = alternatives;
  if (only === undefined || alternatives.length === 1) return only ?? null;
  return html`<ol class="choices">${alternatives.map((parts) => html`<li>${parts}</li>`)}</ol>`;
};

const description = (schema: JsonSchema): Html =>
  html`<span class="kind">${[kindInWords(schema), ...limitsInWords(schema)].join(', ')}</span>
    ${schema.description && html` <span class="note">${schema.description}</span>`}`;

const columnList = (columns: readonly JsonSchema[]): Html =>
  html`<ol class="columns">${columns.map((column) => html`<li>${description(column)}</li>`)}</ol>`;

const fieldList = (properties: Record<string, JsonSchema>, required: readonly string[]): Html => {
  const fields = Object.entries(properties).map(
    ([name, schema]) => html`<li>
      <code>${name}</code>${!required.includes(name) && html` <em>optional</em>`} ${description(schema)}
      ${partsOf(schema)}
    </li>`,
  );
  return html`<ul class="fields">${fields}</ul>`;
};

/** A schema as nested lists: names, kinds, limits and what they mean. */
export const schemaHtml = (schema: JsonSchema): Html =>
  html`${schema.properties === undefined && html`<p>${description(schema)}</p>`}${partsOf(schema)}`;
