#pragma once

namespace ct::physics {

// The same figures as the cloud's, held together by contract/vectors. They serve alerts on the device only: what is
// reported is the raw value, and the cloud's kg/s is the one that counts.

constexpr double gasConstantJPerMolK = 8.31446261815324;
constexpr double co2KgPerMol = 0.0440095;
constexpr double zeroCelsiusK = 273.15;
constexpr double standardPressurePa = 101325;

/// kg/m³ of pure CO2 at stack conditions, ideal gas.
double co2DensityKgPerM3(double temperatureC, double pressurePa);

/// m² of a round and of a rectangular duct, inside the lining.
double circularAreaM2(double diameterM);
constexpr double rectangularAreaM2(double widthM, double heightM) { return widthM * heightM; }

/// Pa at an altitude, ISO 2533. Only where no barometer is fitted.
double standardPressureAtPa(double altitudeM);

struct StackState {
  double flowM3PerS;
  double temperatureC;
  double pressurePa;
};

/// kg/s from the wet CO2 fraction (0..1).
double massRateKgPerS(double co2WetFraction, const StackState& state);

/// A dried sample holds more CO2 per volume than the stack does. `moistureFraction` is Bws.
constexpr double wetFraction(double co2DryFraction, double moistureFraction) {
  return co2DryFraction * (1 - moistureFraction);
}

/// m³/s at 0 °C and 101.325 kPa.
double normalFlowM3PerS(const StackState& state);

/// What an uncompensated NDIR cell would have read at 25 °C and 101.325 kPa.
double cellCorrected(double reading, double pressurePa, double cellTemperatureC);

/// CO2 in the stack behind a dilution probe, in the unit of its arguments.
constexpr double undiluted(double sensor, double ratio, double air) { return ratio * sensor - (ratio - 1) * air; }

/// g/mol of wet flue gas from dry fractions of CO2 and O2 (0..1), the rest nitrogen; EPA Method 3.
double wetMolarMassGPerMol(double co2Dry, double o2Dry, double moistureFraction);

/// m/s from an S-type pitot, EPA Method 2. Reverse flow gives a negative velocity.
double pitotVelocityMPerS(double coefficient, double differencePa, double densityKgPerM3);

/// kg/m³ of a gas of the given molar mass.
double gasDensityKgPerM3(double molarMassGPerMol, double temperatureC, double pressurePa);

}  // namespace ct::physics
