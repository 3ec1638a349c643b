import { alertCauses, alertId, parseAlertId } from '@carbon-track/contract/alert.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const id = fc.stringMatching(/^[a-z0-9](?:[a-z0-9-]{0,46}[a-z0-9])?$/);

describe('alert ids', () => {
  it('come back as they were built', () => {
    const parts = fc.record({
      factoryId: id,
      chimneyId: id,
      cause: fc.constantFrom(...alertCauses),
      openedAtMs: fc.integer({ min: 0, max: 8.64e15 }),
    });
    fc.assert(
      fc.property(parts, (alert) => {
        expect(parseAlertId(alertId(alert))).toEqual(alert);
      }),
    );
  });

  it.each([
    '',
    'a~1~b',
    'a~1~b~over_range~x',
    'a~-1~b~over_range',
    'a~x~b~over_range',
    'A~1~b~over_range',
    'a~1~b~nonsense',
  ])('refuse %j', (text) => expect(parseAlertId(text)).toBeNull());
});
