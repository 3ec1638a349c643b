import {
  attributedDirectT,
  attributedIndirectT,
  specificEmbeddedEmissions,
} from '../../lambdas/domain/cbam/embedded-emissions.ts';
import { captureOf, isEightyPercent } from '../../lambdas/domain/emission-totals.ts';
import { fuelFactorOn } from '../../lambdas/domain/factors/fuels.ts';
import { warmingPotentialOn } from '../../lambdas/domain/factors/warming-potentials.ts';
import { integrate } from '../../lambdas/domain/fold/trapezoid.ts';
import { fuelGases, massOfVolumeKg, scope1Co2eKg } from '../../lambdas/domain/fuel/fuel-emissions.ts';
import { dryNcvGjPerT, wetNcvGjPerT } from '../../lambdas/domain/fuel/wet-wood.ts';
import { ratioOfSums } from '../../lambdas/domain/intensity.ts';
import {
  co2FromOxygenPercent,
  co2MassF2ShortTonPerH,
  co2MassF11ShortTonPerH,
  co2MassFromHeatInputShortTonPerH,
  reportedMassShortTonPerH,
} from '../../lambdas/domain/part75/co2-mass.ts';
import {
  isValidHourByQuadrants,
  neighbourAverage,
  percentMonitorAvailability,
} from '../../lambdas/domain/part75/hour-validity.ts';
import { isaPressurePa } from '../../lambdas/domain/physics/atmosphere.ts';
import {
  isOverRange,
  ndirCorrected,
  saturatedPpm,
  undilutedPpm,
} from '../../lambdas/domain/physics/co2-sensor.ts';
import { actualFlowM3PerS, circularAreaM2, rectangularAreaM2 } from '../../lambdas/domain/physics/duct.ts';
import { co2DensityKgPerM3 } from '../../lambdas/domain/physics/gas-density.ts';
import { massRateFromDryKgPerS, massRateFromWetKgPerS } from '../../lambdas/domain/physics/mass-rate.ts';
import { normalFlowNm3PerS } from '../../lambdas/domain/physics/normal-flow.ts';
import {
  dryMolarMassGPerMol,
  pitotVelocityMPerS,
  stackGasDensityKgPerM3,
  wetMolarMassGPerMol,
} from '../../lambdas/domain/physics/pitot.ts';
import {
  combinedUncertaintyRelative,
  expandedUncertainty,
  measurementUncertaintyLimit,
} from '../../lambdas/domain/physics/uncertainty.ts';
import { calibrationErrorCheck } from '../../lambdas/domain/quality/calibration-check.ts';
import {
  sampleStatistics,
  substituteConcentration,
} from '../../lambdas/domain/substitution/substitute-concentration.ts';
import type { Inputs } from './vector-file.ts';

const day = '2026-11-24';
const [ar5, ar6] = [warmingPotentialOn('AR5', day), warmingPotentialOn('AR6', day)];

const density = (i: Inputs) => ({
  rho_co2: co2DensityKgPerM3(i.number('temperature'), i.number('pressure_abs')),
});

const gasOf = (i: Inputs, areaM2: number) => ({
  flowM3PerS: actualFlowM3PerS(i.number('velocity'), areaM2),
  temperatureC: i.number('temperature'),
  pressurePa: i.number('pressure_abs'),
});

const ductFlow = (i: Inputs, area: number) => ({
  area,
  flow_actual: actualFlowM3PerS(i.number('velocity'), area),
});
const circle = (i: Inputs) => circularAreaM2(i.number('diameter'));
const rectangle = (i: Inputs) => rectangularAreaM2(i.number('width'), i.number('height'));

const pitot = (i: Inputs) => {
  const dry = dryMolarMassGPerMol(i.number('co2_dry'), i.number('o2_dry'));
  const wet = wetMolarMassGPerMol(dry, i.number('moisture_Bws'));
  const rho = stackGasDensityKgPerM3(wet, i.number('temperature'), i.number('pressure_abs'));
  return {
    molar_mass_wet: wet,
    gas_density: rho,
    velocity: pitotVelocityMPerS(i.number('Cp'), i.number('dP'), rho),
  };
};

const reported = (mass: number) => ({
  co2_mass_unrounded: mass,
  co2_mass_reported: reportedMassShortTonPerH(mass),
});

const heatInput = (i: Inputs) => {
  const mass = co2MassFromHeatInputShortTonPerH(i.number('heat_input'), i.number('Fc'));
  return { co2_mass_unrounded: mass, co2_mass_rounded: reportedMassShortTonPerH(mass) };
};

const integration = (i: Inputs) => {
  const rates = i.numbers('rate');
  const points = i.numbers('t').map((t, index) => ({ atMs: t * 1_000, rate: rates[index] ?? Number.NaN }));
  const { mass, coveredS, gapS } = integrate(points, i.number('max_gap'));
  return { mass, covered: coveredS, gap: gapS };
};

const hourValidity = (i: Inputs) => ({
  hour_valid: i.numbers('valid_points').map((n) => isEightyPercent(n, i.number('max_points'))),
  capture: i.numbers('valid_points').map((n) => captureOf(n, i.number('max_points'))),
});

const quadrants = (i: Inputs) => {
  const operating = i.rows('operating_quadrants');
  const four = <Value>([a, b, c, d]: Value[]) => [a, b, c, d] as [Value, Value, Value, Value];
  return {
    hour_valid: i
      .rows('points_per_quadrant')
      .map((points, row) =>
        isValidHourByQuadrants(four(points), four((operating[row] ?? []).map((quadrant) => quadrant === 1))),
      ),
  };
};

const substitution = (i: Inputs) => {
  const { mean, sigma } = sampleStatistics(i.numbers('valid_hourly_conc'));
  return { mean, sd_sample: sigma, substitute: substituteConcentration(mean, sigma) };
};

const diesel = (i: Inputs) => {
  const factor = fuelFactorOn('diesel', day);
  const gases = fuelGases(massOfVolumeKg(i.number('volume'), i.number('density')), factor);
  return {
    co2: gases.co2Kg,
    ch4: gases.ch4Kg,
    n2o: gases.n2oKg,
    co2e_AR5: scope1Co2eKg(gases, factor.biogenic, ar5),
    co2e_AR6: scope1Co2eKg(gases, factor.biogenic, ar6),
  };
};

const firewood = (i: Inputs) => {
  const factor = fuelFactorOn('firewood', day);
  const gases = fuelGases(i.number('mass'), factor);
  return {
    biogenic_co2_memo: gases.co2Kg,
    ch4: gases.ch4Kg,
    n2o: gases.n2oKg,
    scope1_co2e_AR5: scope1Co2eKg(gases, factor.biogenic, ar5),
    scope1_co2e_AR6: scope1Co2eKg(gases, factor.biogenic, ar6),
  };
};

const wetWood = (i: Inputs) => {
  const dry = dryNcvGjPerT(i.number('ncv_ref'), i.number('w_ref'));
  const wet = wetNcvGjPerT(dry, i.number('w'));
  return { ncv_dry: dry, ncv_wet: wet, co2_per_kg: fuelGases(1, fuelFactorOn('firewood', day), wet).co2Kg };
};

const embedded = (i: Inputs) => {
  const activity = i.number('activity_level');
  const direct = attributedDirectT(
    i.number('direct_fossil_co2'),
    i.number('biogenic_co2'),
    i.boolean('biomass_RED_II_evidence'),
  );
  const indirect = attributedIndirectT(i.number('electricity'), i.number('EF_el'));
  return {
    SEE_dir: specificEmbeddedEmissions(direct, activity),
    SEE_indir: specificEmbeddedEmissions(indirect, activity),
    SEE_total: specificEmbeddedEmissions(direct + indirect, activity),
  };
};

const uncertainty = (i: Inputs) => {
  const parts = ['conc', 'vel', 'area', 'temp', 'pres'].map((name) => i.number(name));
  const combined = combinedUncertaintyRelative(parts);
  const expanded = expandedUncertainty(combined);
  return { u_c: combined, U_k2: expanded, meets_7_5_percent: expanded <= measurementUncertaintyLimit };
};

const calibration = (i: Inputs) => {
  const references = i.numbers('reference');
  const checks = i
    .numbers('measured')
    .map((measured, index) => calibrationErrorCheck(measured, references[index] ?? Number.NaN));
  return {
    abs_difference_rounded: checks.map(({ errorPercentCo2 }) => errorPercentCo2),
    pass: checks.map(({ passed }) => passed),
  };
};

const saturated = (i: Inputs) => {
  const shown = saturatedPpm(i.number('true_co2'), i.number('sensor_full_scale'));
  return {
    under_report_factor: i.number('true_co2') / shown,
    sample_valid: !isOverRange(shown, i.number('sensor_full_scale')),
  };
};

/** What our functions answer to each case, by id, under the case's own output names. */
export const vectorAnswers: Readonly<Record<string, (inputs: Inputs) => Record<string, unknown>>> = {
  P01: density,
  P02: density,
  P03: (i) => ({ pressure_abs: isaPressurePa(i.number('altitude')) }),
  P04: (i) => ductFlow(i, circle(i)),
  P05: (i) => ductFlow(i, rectangle(i)),
  P06: (i) => ({ mass_rate: massRateFromWetKgPerS(i.number('co2_ppm_wet') * 1e-6, gasOf(i, circle(i))) }),
  P07: (i) => ({
    mass_rate: massRateFromDryKgPerS(
      i.number('co2_ppm_dry') * 1e-6,
      i.number('moisture_Bws'),
      gasOf(i, rectangle(i)),
    ),
  }),
  P08: (i) => ({
    mass_rate: massRateFromWetKgPerS(i.number('co2_ppm_wet') * 1e-6, {
      flowM3PerS: i.number('flow_actual'),
      temperatureC: i.number('temperature'),
      pressurePa: i.number('pressure_abs'),
    }),
  }),
  P09: (i) => ({
    flow_normal_0C_101325: normalFlowNm3PerS(
      i.number('flow_actual'),
      i.number('temperature'),
      i.number('pressure_abs'),
    ),
  }),
  P10: pitot,
  P11: (i) => ({
    co2_ppm_stack: undilutedPpm(
      i.number('co2_ppm_sensor'),
      i.number('dilution_ratio'),
      i.number('co2_ppm_dilution_air'),
    ),
  }),
  P12: (i) => reported(co2MassF11ShortTonPerH(i.number('co2_wet'), i.number('flow'))),
  P13: (i) => reported(co2MassF2ShortTonPerH(i.number('co2_dry'), i.number('flow'), i.number('h2o'))),
  P14a: heatInput,
  P14b: heatInput,
  P15: (i) => ({ co2_dry: co2FromOxygenPercent(i.number('o2_dry'), i.number('Fc'), i.number('Fd')) }),
  P16: integration,
  P17: hourValidity,
  P18: quadrants,
  P19: substitution,
  P20: (i) => ({
    pma: percentMonitorAvailability(i.number('qa_hours'), i.number('unit_op_hours')),
    substitute: neighbourAverage(i.number('hour_before'), i.number('hour_after')),
  }),
  P21: diesel,
  P22: firewood,
  P23: wetWood,
  P24: embedded,
  P25: embedded,
  P26: uncertainty,
  P27: (i) => ({ ratio_of_sums: ratioOfSums(i.numbers('co2e'), i.numbers('made_tea')) }),
  P28: (i) => ({
    corrected: ndirCorrected(i.number('reading'), i.number('pressure_at_cell'), i.number('cell_temperature')),
  }),
  P29: calibration,
  P30: saturated,
};
