import { expect, it, vi } from 'vitest';
import { cached, cachedMemberships, cachedRegistry } from '../../lambdas/adapters/cached.ts';
import { createMemoryRegistry } from '../fakes/memory-registry.ts';
import { device } from '../fakes/plant.ts';

it('asks again only after the age limit', async () => {
  let nowMs = 0;
  const load = vi.fn(async (key: string) => `${key}@${nowMs}`);
  const find = cached(load, 30_000, () => nowMs);
  expect(await find('a')).toBe('a@0');
  nowMs = 29_999;
  expect(await find('a')).toBe('a@0');
  nowMs = 30_000;
  expect(await find('a')).toBe('a@30000');
  expect(load).toHaveBeenCalledTimes(2);
});

it('loads once for callers at the same time, and per key', async () => {
  const load = vi.fn(async (key: string) => key);
  const find = cached(load, 1_000, () => 0);
  expect(await Promise.all([find('a'), find('a'), find('b')])).toEqual(['a', 'a', 'b']);
  expect(load.mock.calls).toEqual([['a'], ['b']]);
});

it('forgets a failure at once', async () => {
  const load = vi.fn<(key: string) => Promise<string>>();
  load.mockRejectedValueOnce(new Error('throttled')).mockResolvedValueOnce('here');
  const find = cached(load, 30_000, () => 0);
  await expect(find('a')).rejects.toThrow('throttled');
  expect(await find('a')).toBe('here');
});

it('keeps only the newest thousands of keys', async () => {
  const load = vi.fn(async (key: string) => key);
  const find = cached(load, 30_000, () => 0);
  for (let index = 0; index <= 5_000; index += 1) await find(`k${index}`);
  await find('k5000');
  expect(load).toHaveBeenCalledTimes(5_001);
  await find('k0');
  expect(load).toHaveBeenCalledTimes(5_002);
});

it('serves a changed membership after 30 s at the latest', async () => {
  let nowMs = 0;
  const member = { sub: 'a', name: 'A', role: 'ops', factoryId: null, expiresAtMs: null } as const;
  const find = vi.fn(async () => (nowMs < 10_000 ? member : null));
  const memberships = cachedMemberships({ find, put: async () => undefined }, () => nowMs);
  expect(await memberships.find('a')).toEqual(member);
  nowMs = 30_000;
  expect(await memberships.find('a')).toBeNull();
});

it('knows a device as soon as it is provisioned, and keeps it then', async () => {
  const registry = createMemoryRegistry([]);
  const find = vi.spyOn(registry, 'device');
  const known = cachedRegistry(registry, 30_000, () => 0);
  expect(await known.device('ct-own-1a')).toBeNull();
  await registry.addDevice(device('own'));
  expect(await known.device('ct-own-1a')).toEqual(device('own'));
  await known.device('ct-own-1a');
  expect(find).toHaveBeenCalledTimes(2);
});
