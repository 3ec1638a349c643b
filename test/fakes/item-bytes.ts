import type { AttributeValue } from '@aws-sdk/client-dynamodb';

const digits = (number: string): number => number.replace(/^-?0*|\.|e.*$/gi, '').replace(/0+$/, '').length;

/** Size by DynamoDB's published rules: names and strings in UTF-8, two digits a byte plus one (and one for a sign). */
const valueBytes = (value: AttributeValue): number => {
  if (value.S !== undefined) return Buffer.byteLength(value.S);
  if (value.N !== undefined) return Math.ceil(digits(value.N) / 2) + 1 + (value.N.startsWith('-') ? 1 : 0);
  if (value.B !== undefined) return value.B.length;
  if (value.BOOL !== undefined || value.NULL !== undefined) return 1;
  if (value.L !== undefined) return 3 + value.L.reduce((sum, entry) => sum + 1 + valueBytes(entry), 0);
  if (value.M !== undefined) return 3 + Object.keys(value.M).length + itemBytes(value.M);
  throw new Error(`no size rule for ${JSON.stringify(value)}; add one`);
};

export const itemBytes = (item: Readonly<Record<string, AttributeValue>>): number =>
  Object.entries(item).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + valueBytes(value), 0);
