import { afterEach, describe, expect, it, vi } from 'vitest';
import { defaultProvider } from '../../../lib/bundle/lambda-credentials.ts';
import { withLiteralKeys } from '../../../lib/bundle/lighter-sdk.ts';

describe('literal keys', () => {
  it('take the place of constants that are strings of the same file', () => {
    const source = 'const _hH = "httpHeader";\nexport const a = [0, { [_hH]: _xaa, [_hH]: 1 }];\n';
    expect(withLiteralKeys(source)).toBe(
      'const _hH = "httpHeader";\nexport const a = [0, { "httpHeader": _xaa, "httpHeader": 1 }];\n',
    );
  });

  it('leave keys alone that are no such constant', () => {
    const source = 'let _x = "a";\nconst _y = 1;\nexport const a = { [_x]: 1, [_y]: 2, [other]: 3 };\n';
    expect(withLiteralKeys(source)).toBe(source);
  });
});

describe('credentials of a bundle', () => {
  afterEach(() => vi.unstubAllEnvs());

  it('are those of the Lambda’s role, session token included', async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'id');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
    vi.stubEnv('AWS_SESSION_TOKEN', 'token');
    expect(await defaultProvider()()).toEqual({
      accessKeyId: 'id',
      secretAccessKey: 'secret',
      sessionToken: 'token',
    });
  });

  it('are refused in one sentence when there are none', async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', '');
    await expect(defaultProvider()()).rejects.toThrow('runs as a Lambda only');
  });
});
