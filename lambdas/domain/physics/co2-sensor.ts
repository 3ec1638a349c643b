import { kelvinOf, standardPressurePa } from './gas-density.ts';
import { requirePositive } from './require.ts';

/** c = a + b·x on the raw value, ppm. */
export const calibratedPpm = (rawPpm: number, interceptPpm: number, slope: number): number =>
  interceptPpm + slope * rawPpm;

/** Temperature at which an uncompensated NDIR cell was calibrated, °C. */
export const ndirReferenceTemperatureC = 25;

/**
 * c·(101325/P)·(T_cell/298.15): an NDIR cell counts molecules, so thin or warm gas reads low. Pa and °C; the
 * result has the unit of the reading. First order only. Source: ideal gas law in the cell, as sensor makers publish it.
 */
export const ndirCorrected = (reading: number, cellPressurePa: number, cellTemperatureC: number): number => {
  requirePositive('cell pressure', cellPressurePa);
  return (
    reading *
    (standardPressurePa / cellPressurePa) *
    (kelvinOf(cellTemperatureC) / kelvinOf(ndirReferenceTemperatureC))
  );
};

/** c = D·c_sensor − (D − 1)·c_air, ppm. Source: mass balance of a dilution probe. */
export const undilutedPpm = (sensorPpm: number, dilutionRatio: number, airPpm: number): number =>
  dilutionRatio * sensorPpm - (dilutionRatio - 1) * airPpm;

/** A raw value at or above full scale says only "at least this much". Source: (EU) 2018/2066, Article 44(2). */
export const isOverRange = (rawPpm: number, fullScalePpm: number): boolean => rawPpm >= fullScalePpm;

/** What a saturated sensor shows of the truth: never more than full scale. ppm. */
export const saturatedPpm = (truePpm: number, fullScalePpm: number): number =>
  Math.min(truePpm, fullScalePpm);
