import type { DeviceEvent } from '@carbon-track/contract/telemetry.ts';

type Kind = DeviceEvent['kind'];

/** No word is part of another, so that a detail can be read back. */
const words: Record<Kind, string> = {
  high_emission: 'high emission',
  gas_temperature: 'gas temperature',
  gas_flow: 'gas flow',
  sensor_fault: 'sensor fault',
  low_battery: 'low battery',
  clock_step: 'clock step',
  gap: 'gap in its log',
};
const kinds = Object.keys(words) as Kind[];

/** Things that happened at one instant: told in the history, never open. */
export const isMoment = (kind: Kind): boolean => kind === 'clock_step' || kind === 'gap';

/** What the device reports, in words. One alert stands for all that one device has raised. */
export const detailOf = (raised: Iterable<Kind>): string => {
  const all = new Set(raised);
  return `the device reports: ${kinds
    .filter((kind) => all.has(kind))
    .map((kind) => words[kind])
    .join(', ')}`;
};

/** One event in words. Only the device knows how many readings a gap swallowed. */
export const eventDetail = ({ kind, value }: Pick<DeviceEvent, 'kind' | 'value'>): string =>
  kind === 'gap' && value !== null ? `${detailOf([kind])} (${value} readings)` : detailOf([kind]);

/** Which kinds a detail names. */
export const kindsIn = (detail: string): Set<Kind> =>
  new Set(kinds.filter((kind) => detail.includes(words[kind])));
