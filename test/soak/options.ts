import { parseArgs } from 'node:util';

export type SoakOptions = {
  readonly seed: number;
  readonly devices: number;
  readonly minutes: number;
};

const whole = (text: string, name: string, least: number): number => {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least) return value;
  throw new Error(`--${name} needs a whole number from ${least} on, got ${text}`);
};

/** `--seed N --devices D --minutes M`; the same three numbers make the same readings. */
export const soakOptions = (args: readonly string[]): SoakOptions => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seed: { type: 'string', default: '1' },
      devices: { type: 'string', default: '20' },
      minutes: { type: 'string', default: '240' },
    },
  });
  return {
    seed: whole(values.seed, 'seed', 0),
    devices: whole(values.devices, 'devices', 2),
    minutes: whole(values.minutes, 'minutes', 20),
  };
};
