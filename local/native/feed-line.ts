import { deviceFieldsOf, type FittedSensors, pitotCountsPerPascal } from '../simulator/fitted-sensors.ts';
import type { SensorReadings } from '../simulator/sensor-readings.ts';

/** A sensor's reading; `absent` answers nothing, `damaged` answers bytes that cannot be right. */
export type ShownReading = number | 'absent' | 'damaged';
export type ShownReadings = { readonly [channel in keyof SensorReadings]: ShownReading };

/** What the plant model says the sensors show. */
export const shown = (readings: SensorReadings): ShownReadings => ({
  co2Ppm: readings.co2Ppm ?? 'absent',
  gasQuarterC: readings.gasQuarterC ?? 'absent',
  velocityMmPerS: readings.velocityMmPerS ?? 'absent',
  differenceCounts: readings.differenceCounts ?? 'absent',
  pressureDaPa: readings.pressureDaPa ?? 'absent',
  cellC: readings.cellC ?? 'absent',
  batteryMv: readings.batteryMv ?? 'absent',
});

const word = (reading: ShownReading): string =>
  reading === 'absent' ? '-' : reading === 'damaged' ? '!' : String(reading);

/** One line of conditions for the native process. */
export const feedLine = (index: number, readings: ShownReadings): string => {
  const { co2Ppm, gasQuarterC, velocityMmPerS, differenceCounts, pressureDaPa, cellC, batteryMv } = readings;
  const inOrder = [co2Ppm, gasQuarterC, velocityMmPerS, differenceCounts, pressureDaPa, cellC, batteryMv];
  return `feed ${index} ${inOrder.map(word).join(' ')}`;
};

/** Which sensors hang on the board. */
export const fitLine = (index: number, fitted: FittedSensors): string => {
  const { co2Kind, co2PpmPerCount, gasKind, flowKind } = deviceFieldsOf(fitted);
  return `fit ${index} ${co2Kind} ${co2PpmPerCount} ${gasKind} ${flowKind} ${pitotCountsPerPascal}`;
};
