/** What a simulated boiler and its chimney are like. Mean values hold while firing on an average day. */
export type Plant = {
  readonly chimneyId: string;
  readonly factoryId: string;
  readonly altitudeM: number;
  readonly co2WetFraction: number;
  readonly gasTemperatureC: number;
  readonly velocityMPerS: number;
  /** Minutes after Nairobi midnight. */
  readonly shiftStartMinute: number;
  readonly shiftEndMinute: number;
  readonly restsOnSunday: boolean;
  /** Seconds from one feeding of the furnace to the next. */
  readonly feedPeriodS: number;
};

/** What is really in the chimney at an instant, before any sensor looks at it. */
export type StackGas = {
  readonly firing: boolean;
  readonly co2WetFraction: number;
  readonly gasTemperatureC: number;
  readonly velocityMPerS: number;
  readonly pressurePa: number;
};
