import { openApiDocument } from '@carbon-track/contract/openapi.ts';
import { type RouteName, routes } from '@carbon-track/contract/routes.ts';
import { describe, expect, it } from 'vitest';
import { createHandler } from '../../../lambdas/docs/handler.ts';
import { html } from '../../../lambdas/docs/html.ts';
import { docsPage } from '../../../lambdas/docs/page.ts';
import { apiEvent } from '../../fakes/api-event.ts';

const handler = createHandler({ log: () => undefined });

it('serves the document itself', async () => {
  const { statusCode, body } = await handler(apiEvent('getOpenApi'));
  expect([statusCode, JSON.parse(body)]).toEqual([200, openApiDocument()]);
});

describe('the page', () => {
  const page = docsPage(openApiDocument());

  it.each(Object.keys(routes) as RouteName[])('shows %s with path and purpose, and leads to it', (name) => {
    expect(page).toContain(`<article id="${name}">`);
    expect(page).toContain(`href="#${name}"`);
    expect(page).toContain(`<code>${routes[name].path}</code>`);
    expect(page).toContain(html`${routes[name].summary}`.text);
  });

  it('loads nothing from anywhere and runs no script', () => {
    expect(page).not.toMatch(/<script|<link|<img|src=|@import|url\(/);
    expect([...page.matchAll(/href="([^"#]+)"/g)].map(([, target]) => target)).toEqual(['/api/openapi.json']);
  });

  it('has every tag closed', () => {
    for (const tag of ['article', 'section', 'details', 'ul', 'ol', 'li', 'span', 'code', 'p', 'h3']) {
      const opened = page.match(new RegExp(`<${tag}[ >]`, 'g'))?.length;
      expect([tag, page.match(new RegExp(`</${tag}>`, 'g'))?.length]).toEqual([tag, opened]);
    }
  });
});

it('escapes whatever a schema says', () => {
  const text = `<img src=x onerror="alert('1')">&`;
  expect(html`<p title="${text}">${[text, html`<b>${1}</b>`]}${null}${false}${undefined}${0}</p>`.text).toBe(
    '<p title="&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;">' +
      '&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;<b>1</b>0</p>',
  );
});
