// Appends numbered records and says each one it was told to be safe, until somebody kills it.
import { openStream } from '../../../local/stream/stream.ts';

const stream = await openStream({ folder: process.argv[2] ?? '', name: 'crash' });
const from = Number(process.argv[3]);
const appendFrom = async (first: number): Promise<void> => {
  for (let value = first; ; value += 8) {
    await stream.put('device', Buffer.from(`${value}`.padEnd(200, '.')));
    process.stdout.write(`${value}\n`);
  }
};
await Promise.all(Array.from({ length: 8 }, (_, index) => appendFrom(from + index)));
