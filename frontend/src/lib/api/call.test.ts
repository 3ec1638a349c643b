import { describe, expect, it, vi } from 'vitest';
import { ApiError } from './api-error.ts';
import { createCall } from './call.ts';
import { collectPages } from './collect-pages.ts';
import { pathOf } from './request-of.ts';

const me = { sub: 's', name: 'n', role: 'ops', factoryId: null, expiresAtMs: null };
const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status });

const setUp = (...answers: (Response | Error)[]) => {
  const send = vi.fn<typeof fetch>(async () => {
    const next = answers.shift();
    if (next === undefined || next instanceof Error) throw next ?? new Error('asked too often');
    return next;
  });
  const onSignedOut = vi.fn();
  const call = createCall({
    apiUrl: 'https://api.example',
    idToken: async (fresh) => (fresh ? 'new' : 'old'),
    clock: { now: () => 0, learn: () => undefined },
    onSignedOut,
    fetch: send,
  });
  return { call, send, onSignedOut };
};
const tokenOf = (send: ReturnType<typeof setUp>['send'], index: number): unknown =>
  new Headers(send.mock.calls[index]?.[1]?.headers).get('authorization');

describe('a call', () => {
  it('takes method and path from the contract and parses the answer', async () => {
    const { call, send } = setUp(json(me));
    expect(await call('getMe')).toEqual(me);
    expect(send.mock.calls[0]?.[0]).toBe('https://api.example/api/me');
    expect(tokenOf(send, 0)).toBe('old');
  });

  it('refuses an answer that does not fit the contract', async () => {
    const { call } = setUp(json({ ...me, role: 'king' }));
    await expect(call('getMe')).rejects.toMatchObject({ kind: 'unreadable' });
  });

  it('shows the detail of a problem', async () => {
    const problem = { type: 't', title: 'T', status: 403, detail: 'Ask headquarters for this right.' };
    const { call } = setUp(json(problem, 403));
    await expect(call('getMe')).rejects.toMatchObject({
      kind: 'refused',
      status: 403,
      message: problem.detail,
    });
  });

  it('asks once more with a fresh token after 401, then gives up the session', async () => {
    const good = setUp(json({}, 401), json(me));
    expect(await good.call('getMe')).toEqual(me);
    expect(tokenOf(good.send, 1)).toBe('new');
    expect(good.onSignedOut).not.toHaveBeenCalled();
    const bad = setUp(json({}, 401), json({}, 401));
    await expect(bad.call('getMe')).rejects.toBeInstanceOf(ApiError);
    expect(bad.onSignedOut).toHaveBeenCalledOnce();
  });

  it('calls a failing network offline', async () => {
    const { call } = setUp(new TypeError('fetch failed'));
    await expect(call('getMe')).rejects.toMatchObject({ kind: 'offline', status: null });
  });
});

describe('paths and pages', () => {
  it('escapes parameters and leaves out what is not given', () => {
    expect(
      pathOf(
        { path: '/api/alerts/{alertId}/explanation' },
        { params: { alertId: 'a~1/b' }, query: { x: undefined, cursor: null } },
      ),
    ).toBe('/api/alerts/a~1%2Fb/explanation');
    expect(() => pathOf({ path: '/api/factories/{factoryId}' }, {})).toThrow('factoryId');
  });

  it('follows cursors to the end and no server forever', async () => {
    const read = vi.fn(async (cursor: string | undefined) => ({
      items: [cursor ?? 'first'],
      nextCursor: cursor === undefined ? 'second' : null,
    }));
    expect(await collectPages(read)).toEqual(['first', 'second']);
    const endless = vi.fn(async () => ({ items: [1], nextCursor: 'again' }));
    expect(await collectPages(endless)).toHaveLength(20);
  });
});
