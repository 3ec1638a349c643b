import type { OpenApiDocument } from '@carbon-track/contract/openapi.ts';
import { type Html, html } from './html.ts';
import { jsonSchema } from './json-schema.ts';
import { type Operation, operationHtml, operationSchema } from './operation-html.ts';
import { schemaHtml } from './schema-html.ts';
import { style } from './style.ts';

type Entry = { readonly method: string; readonly path: string; readonly operation: Operation };

const entriesOf = ({ paths }: OpenApiDocument): Entry[] =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method,
      path,
      operation: operationSchema.parse(operation),
    })),
  );

const navigation = (nouns: ReadonlyMap<string, readonly Entry[]>): Html[] =>
  [...nouns].map(
    ([noun, entries]) =>
      html`<p>${noun}</p><ul>${entries.map(
        ({ method, path, operation }) =>
          html`<li><a href="#${operation.operationId}">${method.toUpperCase()} ${path}</a></li>`,
      )}</ul>`,
  );

const sections = (nouns: ReadonlyMap<string, readonly Entry[]>): Html[] =>
  [...nouns].map(
    ([noun, entries]) => html`<section aria-labelledby="noun-${noun}"><h2 id="noun-${noun}">${noun}</h2>
      ${entries.map(({ method, path, operation }) => operationHtml(method, path, operation))}</section>`,
  );

/** The OpenAPI document as one page that needs no script, font or other file. */
export const docsPage = (document: OpenApiDocument): string => {
  const nouns = Map.groupBy(entriesOf(document), ({ operation }) => operation.tags[0] ?? 'other');
  const { info, components } = document;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${info.title} API</title>
<style>${style}</style>
</head>
<body>
<a class="skip" href="#content">Skip to the routes</a>
<div class="layout">
<nav aria-label="Routes">${navigation(nouns)}</nav>
<main id="content">
<h1>${info.title} API</h1>
<p>${info.description}</p>
<p>${components.securitySchemes.idToken.description} Send it as <code>Authorization</code> header. The same as a
document for tools: <a href="/api/openapi.json">openapi.json</a>.</p>
<details><summary>The body of every problem</summary>${schemaHtml(jsonSchema.parse(components.schemas.Problem))}</details>
${sections(nouns)}
</main>
</div>
</body>
</html>
`.text;
};
