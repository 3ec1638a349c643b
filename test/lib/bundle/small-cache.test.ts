import { EndpointCache } from '@aws-sdk/endpoint-cache';
import { describe, expect, it } from 'vitest';
import SmallCache from '../../../lib/bundle/small-cache.ts';

describe('the small cache', () => {
  it('makes room by dropping what was written longest ago', () => {
    const cache = new SmallCache<string, number>(2);
    cache.set('a', 1).set('b', 2).set('a', 3).set('c', 4);
    expect([...cache]).toEqual([
      ['a', 3],
      ['c', 4],
    ]);
    expect([cache.peek('a'), cache.peek('b')]).toEqual([3, undefined]);
  });

  it('has all the SDK asks of such a cache', () => {
    const endpoints = new EndpointCache(2);
    Reflect.set(endpoints, 'cache', new SmallCache(2));
    endpoints.set('key', [{ Address: 'cell1.example', CachePeriodInMinutes: 1 }]);
    expect(endpoints.getEndpoint('key')).toBe('cell1.example');
    endpoints.delete('key');
    expect(endpoints.getEndpoint('key')).toBeUndefined();
    endpoints.clear();
    expect(endpoints.has('key')).toBe(false);
  });
});
