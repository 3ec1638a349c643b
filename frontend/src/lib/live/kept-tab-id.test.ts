import { describe, expect, it } from 'vitest';
import { keepTabId, takeTabId } from './kept-tab-id.ts';

const storageOf = (entries: readonly (readonly [string, string])[] = []) => {
  const kept = new Map(entries);
  return {
    entries: () => [...kept],
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
};

describe('the id of a tab', () => {
  it('is drawn for a tab without a page before', () => {
    expect(takeTabId(storageOf(), () => 'drawn0001')).toBe('drawn0001');
  });

  it('goes on from the page that left to the page that follows in the same tab', () => {
    const storage = storageOf();
    keepTabId(storage, 'first0001');
    expect(takeTabId(storage, () => 'drawn0001')).toBe('first0001');
  });

  it('is another in a duplicate, whose storage is a copy made while the first page lives', () => {
    const storage = storageOf();
    keepTabId(storage, 'first0001');
    takeTabId(storage, () => 'drawn0001');
    expect(takeTabId(storageOf(storage.entries()), () => 'drawn0002')).toBe('drawn0002');
  });

  it('is drawn anew when what was left would be refused by the API', () => {
    const storage = storageOf();
    keepTabId(storage, '#');
    expect(takeTabId(storage, () => 'drawn0001')).toBe('drawn0001');
  });
});
