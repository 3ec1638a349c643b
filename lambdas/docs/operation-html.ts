import * as z from 'zod';
import { type Html, html } from './html.ts';
import { jsonSchema } from './json-schema.ts';
import { schemaHtml } from './schema-html.ts';

const contentSchema = z.record(z.string(), z.object({ schema: jsonSchema }));

/** As much of an OpenAPI operation as the page shows. */
export const operationSchema = z.object({
  operationId: z.string(),
  tags: z.array(z.string()),
  summary: z.string(),
  description: z.string(),
  parameters: z.array(
    z.object({
      name: z.string(),
      in: z.string(),
      required: z.boolean(),
      description: z.string().optional(),
      schema: jsonSchema,
    }),
  ),
  requestBody: z.object({ content: contentSchema }).optional(),
  responses: z.record(
    z.string(),
    z.object({ description: z.string(), content: z.record(z.string(), z.unknown()) }),
  ),
});
export type Operation = z.infer<typeof operationSchema>;

const parametersHtml = ({ parameters }: Operation): Html | false => {
  if (parameters.length === 0) return false;
  const required = parameters.filter((parameter) => parameter.required).map(({ name }) => name);
  const properties = Object.fromEntries(
    parameters.map(({ name, schema, in: place, description }) => [
      name,
      { ...schema, description: [`in ${place}`, description].filter(Boolean).join('; ') },
    ]),
  );
  return html`<h4>Parameters</h4>${schemaHtml({ type: 'object', properties, required })}`;
};

const contentHtml = (title: string, content: z.infer<typeof contentSchema>): Html[] =>
  Object.entries(content).map(
    ([type, { schema }]) =>
      html`<details><summary>${title} <span class="kind">${type}</span></summary>${schemaHtml(schema)}</details>`,
  );

const answersHtml = ({ responses }: Operation): Html[] =>
  Object.entries(responses)
    .filter(([status]) => status.startsWith('2'))
    .flatMap(([status, { content }]) => contentHtml(`Answer ${status}`, contentSchema.parse(content)));

const problemsHtml = ({ responses }: Operation): Html => {
  const problems = Object.entries(responses).filter(([status]) => !status.startsWith('2'));
  return html`<p class="problems">Problems: ${problems.map(
    ([status, { description }]) => html`<span title="${description}">${status}</span> `,
  )}</p>`;
};

/** One route: what it does, who may call it, what goes in and what comes out. */
export const operationHtml = (method: string, path: string, operation: Operation): Html =>
  html`<article id="${operation.operationId}">
    <h3><span class="method ${method}">${method.toUpperCase()}</span> <code>${path}</code></h3>
    <p>${operation.summary}.</p>
    <p class="access">${operation.description}</p>
    ${parametersHtml(operation)}
    ${operation.requestBody && contentHtml('Body', operation.requestBody.content)}
    ${answersHtml(operation)}
    ${problemsHtml(operation)}
  </article>`;
