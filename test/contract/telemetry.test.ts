import { maxTelemetryPayloadBytes, telemetryMessageSchema } from '@carbon-track/contract/telemetry.ts';
import { describe, expect, it } from 'vitest';
import { readVectors } from '../domain/vector-file.ts';

type Reason = { readonly path: string; readonly rule: string };
type TelemetryVectors = {
  readonly valid: readonly { readonly name: string; readonly message: unknown }[];
  readonly invalid: readonly {
    readonly name: string;
    readonly message?: unknown;
    readonly raw?: string;
    readonly reason: Reason;
  }[];
};
const { valid, invalid } = readVectors<TelemetryVectors>('telemetry.json');

const pathOf = (path: readonly PropertyKey[]): string =>
  path
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index > 0 ? '.' : ''}${String(part)}`))
    .join('');

const parsed = (text: string): { readonly json: unknown } | null => {
  try {
    return { json: JSON.parse(text) };
  } catch {
    return null;
  }
};

const reasonAgainst = (text: string): Reason | null => {
  const document = parsed(text);
  if (document === null) return { path: '', rule: 'not_json' };
  const issue = telemetryMessageSchema.safeParse(document.json).error?.issues[0];
  return issue === undefined ? null : { path: pathOf(issue.path), rule: issue.code };
};

describe('telemetry messages', () => {
  it('are tried in good number, each under a name of its own', () => {
    const names = [...valid, ...invalid].map(({ name }) => name);
    expect(valid.length).toBeGreaterThanOrEqual(12);
    expect(invalid.length).toBeGreaterThanOrEqual(50);
    expect(new Set(names).size).toBe(names.length);
  });

  for (const { name, message } of valid) {
    it(`accepts ${name} and changes nothing in it`, () => {
      expect(telemetryMessageSchema.parse(message)).toEqual(message);
    });
  }

  for (const { name, message, raw, reason } of invalid) {
    it(`refuses ${name} at ${reason.path || 'the top'}`, () => {
      expect(reasonAgainst(raw ?? JSON.stringify(message))).toEqual(reason);
    });
  }

  it('have an invalid example for every column of a row', () => {
    const columns = invalid.flatMap(({ reason }) => /^r\[0\]\[(\d+)\]$/.exec(reason.path)?.[1] ?? []);
    expect(new Set(columns.map(Number))).toEqual(new Set(Array.from({ length: 13 }, (_, column) => column)));
  });

  it('have an invalid example for every header field', () => {
    const paths = new Set(invalid.map(({ reason }) => reason.path));
    expect(Object.keys(telemetryMessageSchema.shape).filter((field) => !paths.has(field))).toEqual([]);
  });
});

describe('the firmware version', () => {
  const message = valid[0]?.message;

  it('is printable ASCII: half a character pair would be refused by the store, and come back for hours', () => {
    const accepts = (fw: string) => telemetryMessageSchema.safeParse({ ...Object(message), fw }).success;
    expect(['1.4.2', '2026-11 rc~1'].map(accepts)).toEqual([true, true]);
    expect(['\ud800', '1.4\u0000', 'é', '1\n2'].map(accepts)).toEqual([false, false, false, false]);
  });
});

describe('the size of a message', () => {
  const longestRow = [
    4_294_967_295, 1_795_478_400_000, 3, 1_000_000, 9, 16_000, 9, 60_000, 9, -32_767, 11_500, 850, 30_000,
  ];
  const longest = {
    v: 1,
    fw: 'f'.repeat(32),
    cfg: 4_294_967_295,
    sp: 300,
    ep: 255,
    boot: 65_535,
    rssi: -128,
    r: Array.from({ length: 60 }, () => longestRow),
  };

  it('stays within 5 kB for 60 rows of the longest numbers', () => {
    expect(telemetryMessageSchema.safeParse(longest).success).toBe(true);
    expect(Buffer.byteLength(JSON.stringify(longest))).toBeLessThanOrEqual(5_000);
  });

  it('leaves room below the limit at which a payload is set aside unread', () => {
    expect(maxTelemetryPayloadBytes).toBe(16_384);
    expect(Buffer.byteLength(JSON.stringify(longest, null, 1))).toBeLessThan(maxTelemetryPayloadBytes);
  });
});
