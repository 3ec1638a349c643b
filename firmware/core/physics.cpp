#include "physics.h"

#include <cmath>

namespace ct::physics {

namespace {

constexpr double pi = 3.14159265358979323846;
constexpr double referenceCellK = 298.15;

double kelvin(double celsius) { return celsius + zeroCelsiusK; }

}  // namespace

double gasDensityKgPerM3(double molarMassGPerMol, double temperatureC, double pressurePa) {
  return pressurePa * molarMassGPerMol / 1000 / (gasConstantJPerMolK * kelvin(temperatureC));
}

double co2DensityKgPerM3(double temperatureC, double pressurePa) {
  return gasDensityKgPerM3(co2KgPerMol * 1000, temperatureC, pressurePa);
}

double circularAreaM2(double diameterM) { return pi * diameterM * diameterM / 4; }

double standardPressureAtPa(double altitudeM) {
  return standardPressurePa * std::pow(1 - 2.25577e-5 * altitudeM, 5.25588);
}

double massRateKgPerS(double co2WetFraction, const StackState& state) {
  return co2WetFraction * state.flowM3PerS * co2DensityKgPerM3(state.temperatureC, state.pressurePa);
}

double normalFlowM3PerS(const StackState& state) {
  return state.flowM3PerS * (zeroCelsiusK / kelvin(state.temperatureC)) * (state.pressurePa / standardPressurePa);
}

double cellCorrected(double reading, double pressurePa, double cellTemperatureC) {
  return reading * (standardPressurePa / pressurePa) * (kelvin(cellTemperatureC) / referenceCellK);
}

double wetMolarMassGPerMol(double co2Dry, double o2Dry, double moistureFraction) {
  const double dry = 44 * co2Dry + 32 * o2Dry + 28 * (1 - co2Dry - o2Dry);
  return dry * (1 - moistureFraction) + 18 * moistureFraction;
}

double pitotVelocityMPerS(double coefficient, double differencePa, double densityKgPerM3) {
  const double speed = coefficient * std::sqrt(2 * std::fabs(differencePa) / densityKgPerM3);
  return differencePa < 0 ? -speed : speed;
}

}  // namespace ct::physics
