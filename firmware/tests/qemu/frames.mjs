// Prints contract/vectors/sensor-frames.json as C++ for a program that has no files: one row an answer.
import { readFileSync } from 'node:fs';

const { answers } = JSON.parse(
  readFileSync(new URL('../../../contract/vectors/sensor-frames.json', import.meta.url), 'utf8'),
);
if (answers.length === 0) throw new Error('sensor-frames.json has no answers.');
for (const { name, sensor, bytes, value, quality } of answers) {
  const octets = bytes.split(' ').map((byte) => `0x${byte}`);
  const channel =
    value === null ? `Channel::missing(Quality::${quality})` : `Channel::of(${value}, Quality::${quality})`;
  console.log(
    `{${JSON.stringify(name)}, Sensor::${sensor}, {${octets.join(', ')}}, ${octets.length}, ${channel}},`,
  );
}
