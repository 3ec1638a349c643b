import { ruleRecordSchema } from '@carbon-track/contract/rule-record.ts';
import { telemetryMessageSchema } from '@carbon-track/contract/telemetry.ts';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { quickParser } from '../../../lambdas/convert-store/quick-check.ts';
import { row, ruleRecord, telemetry } from '../../fakes/telemetry-event.ts';

const message = () => telemetry([row(1, 1_795_509_060_000), row(2, 1_795_509_065_000)]);
const odd = fc.oneof(
  fc.constantFrom(
    null,
    '',
    'x'.repeat(32),
    'x'.repeat(33),
    true,
    [],
    {},
    -0,
    1e300,
    0.5,
    2 ** 53,
    -1,
    4_294_967_296,
  ),
  fc.integer({ min: -40_000, max: 1_100_000 }),
  fc.jsonValue(),
);

/** A sound message with a few members or columns replaced, added or taken away. */
const damaged = fc
  .array(
    fc.record({
      header: fc.constantFrom('v', 'fw', 'cfg', 'sp', 'ep', 'boot', 'rssi', 'r', 'more', '__proto__'),
      column: fc.integer({ min: 0, max: 13 }),
      which: fc.boolean(),
      remove: fc.boolean(),
      value: odd,
    }),
    { maxLength: 2 },
  )
  .map((changes) => {
    const whole: Record<string, unknown> = message();
    const rows = [row(1, 1_795_509_060_000), row(2, 1_795_509_065_000)];
    whole.r = rows;
    for (const { header, column, which, remove, value } of changes) {
      if (which) Object.assign(rows[0] ?? [], { [column]: value });
      else if (remove) delete whole[header];
      else
        Object.defineProperty(whole, header, { value, enumerable: true, writable: true, configurable: true });
    }
    return whole;
  });

describe('the quick parser', () => {
  it.each([
    ['telemetry', telemetryMessageSchema],
    ['rule records', ruleRecordSchema],
  ])('agrees with zod on any JSON about %s', (_name, schema) => {
    const parse = quickParser<z.ZodType>(schema);
    const sound = ruleRecord(message(), 5);
    const anyJson = fc.oneof(
      damaged,
      fc.jsonValue(),
      odd.map((value) => ({ ...sound, payload: value })),
      fc.constant(sound),
    );
    fc.assert(
      fc.property(anyJson, (value) => {
        const [quick, slow] = [parse(value), schema.safeParse(value)];
        expect(quick.success).toBe(slow.success);
        if (slow.success) expect(quick.data).toEqual(slow.data);
        else expect(quick.error).toEqual(slow.error);
      }),
      { numRuns: 3_000 },
    );
  });

  it('does not ask zod about a sound message, and does about any other', () => {
    const schema = z.strictObject(telemetryMessageSchema.shape);
    const parse = quickParser(schema);
    const asked = vi.spyOn(schema, 'safeParse');
    expect(parse(message()).success).toBe(true);
    expect(asked).not.toHaveBeenCalled();
    expect(parse({}).success).toBe(false);
    expect(asked).toHaveBeenCalledOnce();
  });

  it('leaves kinds of schema it does not know to zod', () => {
    const parse = quickParser(z.object({ at: z.number(), on: z.boolean() }));
    expect(parse({ at: 0.5, on: true })).toMatchObject({ success: true });
    expect(parse({ at: '0.5', on: true }).success).toBe(false);
  });
});
