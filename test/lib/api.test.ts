import { problemSchema } from '@carbon-track/contract/problem.ts';
import { compressedFromBytes, type Route } from '@carbon-track/contract/route.ts';
import { routes } from '@carbon-track/contract/routes.ts';
import { describe, expect, it } from 'vitest';
import { resourcesOf, synthesized } from './synthesized.ts';

const { application } = synthesized();
const all: readonly Route[] = Object.values(routes);

type Method = {
  readonly HttpMethod: string;
  readonly ResourceId: { readonly Ref?: string };
  readonly AuthorizationType: string;
  readonly Integration: unknown;
  readonly RequestParameters?: Record<string, boolean>;
};
const resources = resourcesOf(application, 'AWS::ApiGateway::Resource');

const pathOf = (id: string): string => {
  const part = resources[id]?.Properties as { PathPart: string; ParentId: { Ref?: string } } | undefined;
  return part === undefined ? '' : `${pathOf(part.ParentId.Ref ?? '')}/${part.PathPart}`;
};
const methods = Object.values(resourcesOf(application, 'AWS::ApiGateway::Method')).map(({ Properties }) => {
  const method = Properties as unknown as Method;
  return { ...method, path: pathOf(method.ResourceId.Ref ?? '') };
});
const real = methods.filter(({ HttpMethod }) => HttpMethod !== 'OPTIONS');
const nameOf = ({ method, path }: { method: string; path: string }) => `${method} ${path}`;

describe('the API', () => {
  it('compresses answers from the size on that a laptop does', () => {
    const [api] = Object.values(resourcesOf(application, 'AWS::ApiGateway::RestApi'));
    expect(api?.Properties.MinimumCompressionSize).toBe(compressedFromBytes);
  });

  it('has a method for every route of the contract and no other', () => {
    expect(real.map(({ HttpMethod, path }) => nameOf({ method: HttpMethod, path })).toSorted()).toEqual(
      all.map(nameOf).toSorted(),
    );
  });

  it.each(all.map((route) => [nameOf(route), route] as const))(
    '%s asks for an ID token unless it is public',
    (_, route) => {
      const method = real.find(({ HttpMethod, path }) => HttpMethod === route.method && path === route.path);
      expect(method?.AuthorizationType).toBe(route.access.kind === 'public' ? 'NONE' : 'COGNITO_USER_POOLS');
    },
  );

  it.each(all.map((route) => [nameOf(route), route] as const))(
    '%s leads to the Lambda of its noun',
    (_, route) => {
      const method = real.find(({ HttpMethod, path }) => HttpMethod === route.method && path === route.path);
      const noun = `${route.noun[0]?.toUpperCase()}${route.noun.slice(1)}`;
      expect(JSON.stringify(method?.Integration)).toContain(`"ApiNouns${noun}Function`);
    },
  );

  it('refuses an upload without an idempotency key before any Lambda runs', () => {
    const upload = real.find(
      ({ HttpMethod, path }) => nameOf({ method: HttpMethod, path }) === 'POST /api/emissions',
    );
    expect(upload?.RequestParameters).toEqual({ 'method.request.header.Idempotency-Key': true });
  });

  it('answers a preflight of the portal’s origin only, on every path', () => {
    const preflights = methods.filter(({ HttpMethod }) => HttpMethod === 'OPTIONS');
    expect(new Set(preflights.map(({ path }) => path))).toEqual(new Set(all.map(({ path }) => path)));
    for (const { Integration } of preflights) {
      expect(JSON.stringify(Integration)).toContain('DefaultDomain');
      expect(JSON.stringify(Integration)).not.toContain("'*'");
    }
  });

  it('answers problem details where no Lambda is reached', () => {
    const answers = Object.values(resourcesOf(application, 'AWS::ApiGateway::GatewayResponse'));
    expect(answers.length).toBeGreaterThan(10);
    for (const { Properties } of answers) {
      const templates = Properties.ResponseTemplates as Record<string, string>;
      const body = problemSchema.parse(JSON.parse(templates['application/json'] ?? ''));
      expect(String(body.status)).toBe(Properties.StatusCode);
      expect(JSON.stringify(Properties.ResponseParameters)).toContain('application/problem+json');
    }
  });

  it('logs neither headers nor query strings, where tokens could be', () => {
    const [stage] = Object.values(resourcesOf(application, 'AWS::ApiGateway::Stage'));
    const { Format = '' } = (stage?.Properties.AccessLogSetting ?? {}) as { Format?: string };
    expect(Format).toContain('$context.requestId');
    expect(Format).not.toMatch(/header|querystring|authorizer\.(?!claims\.sub)|\$context\.path\b/i);
    application.hasResourceProperties('AWS::WAFv2::LoggingConfiguration', {
      RedactedFields: [{ SingleHeader: { Name: 'authorization' } }, { QueryString: {} }],
    });
  });

  it('stands behind a firewall with a rate limit', () => {
    application.resourceCountIs('AWS::WAFv2::WebACLAssociation', 1);
    const [acl] = Object.values(resourcesOf(application, 'AWS::WAFv2::WebACL'));
    expect(JSON.stringify(acl?.Properties.Rules)).toContain('RateBasedStatement');
  });
});

describe('the portal', () => {
  const [app] = Object.values(resourcesOf(application, 'AWS::Amplify::App'));
  const headers = JSON.stringify(app?.Properties.CustomHeaders);

  it('may talk to its own API, broker and sign-in only, and run no foreign script', () => {
    expect(headers).toContain("script-src 'self';");
    expect(headers).toContain("frame-ancestors 'none'");
    expect(headers).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline|connect-src[^;]*\*/);
  });

  it('draws every page from index.html', () => {
    expect(app?.Properties.CustomRules).toEqual([
      { Source: expect.stringContaining('(?!'), Target: '/index.html', Status: '200' },
    ]);
  });

  it('gets a config.json with every field of the contract', () => {
    const { Value } = application.findOutputs('PortalConfig').PortalConfig as { Value: unknown };
    const text = JSON.stringify(Value);
    for (const field of ['userPoolId', 'userPoolClientId', 'apiUrl', 'mqttUrl', 'region', 'seeded']) {
      expect(text).toContain(field);
    }
    expect(text).toContain('x-amz-customauthorizer-name=');
  });
});
