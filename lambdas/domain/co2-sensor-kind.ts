import type { sensorKinds } from '@carbon-track/contract/device-configuration-fields.ts';

export type Co2SensorKind = {
  readonly co2: (typeof sensorKinds.co2Kind)[number];
  /** The step in which the sensor shows its value. */
  readonly ppmPerCount: number;
  /** More than this the sensor cannot show. */
  readonly mostPpm: number;
};

/** The kind of CO2 sensor a chimney's configuration names by its model; a GSS where the name tells nothing. */
export const co2SensorKind = (model: string): Co2SensorKind => {
  if (/MH-?Z19/i.test(model)) return { co2: 'mhz19', ppmPerCount: 1, mostPpm: 10_000 };
  if (/K33/i.test(model)) return { co2: 'k33', ppmPerCount: 10, mostPpm: 655_350 };
  return { co2: 'gss', ppmPerCount: 10, mostPpm: 999_990 };
};
