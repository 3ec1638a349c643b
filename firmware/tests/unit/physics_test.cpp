#include "../../core/physics.h"

#include <cmath>
#include <functional>
#include <map>

#include "../vector_file.h"

using namespace ct;
using namespace ct::physics;
using namespace ct::test;

namespace {

using Outputs = std::map<std::string, double>;

double in(const Json& vector, const char* name) { return vector.at("inputs").at(name).at("value").get<double>(); }

StackState stack(const Json& vector, double flowM3PerS) {
  return {flowM3PerS, in(vector, "temperature"), in(vector, "pressure_abs")};
}

Outputs pitotCase(const Json& v) {
  const double mass = wetMolarMassGPerMol(in(v, "co2_dry") / 100, in(v, "o2_dry") / 100, in(v, "moisture_Bws"));
  const double density = gasDensityKgPerM3(mass, in(v, "temperature"), in(v, "pressure_abs"));
  return {{"molar_mass_wet", mass},
          {"gas_density", density},
          {"velocity", pitotVelocityMPerS(in(v, "Cp"), in(v, "dP"), density)}};
}

Outputs rectangularRate(const Json& v) {
  const double flow = in(v, "velocity") * rectangularAreaM2(in(v, "width"), in(v, "height"));
  const double dry = in(v, "co2_ppm_dry") * 1e-6;
  return {{"mass_rate", massRateKgPerS(wetFraction(dry, in(v, "moisture_Bws")), stack(v, flow))}};
}

/// Every vector the device has a formula for. The others are the cloud's accounting.
const std::map<std::string, std::function<Outputs(const Json&)>>& answers() {
  static const std::map<std::string, std::function<Outputs(const Json&)>> table = {
      {"P01", [](const Json& v) { return Outputs{{"rho_co2", co2DensityKgPerM3(in(v, "temperature"), in(v, "pressure_abs"))}}; }},
      {"P02", [](const Json& v) { return Outputs{{"rho_co2", co2DensityKgPerM3(in(v, "temperature"), in(v, "pressure_abs"))}}; }},
      {"P03", [](const Json& v) { return Outputs{{"pressure_abs", standardPressureAtPa(in(v, "altitude"))}}; }},
      {"P04", [](const Json& v) { return Outputs{{"area", circularAreaM2(in(v, "diameter"))}, {"flow_actual", circularAreaM2(in(v, "diameter")) * in(v, "velocity")}}; }},
      {"P05", [](const Json& v) { return Outputs{{"area", rectangularAreaM2(in(v, "width"), in(v, "height"))}}; }},
      {"P06", [](const Json& v) { return Outputs{{"mass_rate", massRateKgPerS(in(v, "co2_ppm_wet") * 1e-6, stack(v, in(v, "velocity") * circularAreaM2(in(v, "diameter"))))}}; }},
      {"P07", rectangularRate},
      {"P08", [](const Json& v) { return Outputs{{"mass_rate", massRateKgPerS(in(v, "co2_ppm_wet") * 1e-6, stack(v, in(v, "flow_actual")))}}; }},
      {"P09", [](const Json& v) { return Outputs{{"flow_normal_0C_101325", normalFlowM3PerS(stack(v, in(v, "flow_actual")))}}; }},
      {"P10", pitotCase},
      {"P11", [](const Json& v) { return Outputs{{"co2_ppm_stack", undiluted(in(v, "co2_ppm_sensor"), in(v, "dilution_ratio"), in(v, "co2_ppm_dilution_air"))}}; }},
      {"P28", [](const Json& v) { return Outputs{{"corrected", cellCorrected(in(v, "reading"), in(v, "pressure_at_cell"), in(v, "cell_temperature"))}}; }},
  };
  return table;
}

}  // namespace

TEST_CASE("the device's physics gives the same figures as the cloud's, within the vectors' tolerance") {
  size_t checked = 0;
  for (const Json& vector : vectorRows("physics-and-accounting.json", "cases")) {
    const std::string id = vector.at("id");
    const auto answer = answers().find(id);
    if (answer == answers().end()) continue;
    for (const auto& [name, got] : answer->second(vector)) {
      CAPTURE(id);
      CAPTURE(name);
      const double expected = vector.at("expected").at(name).at("value");
      CHECK(std::fabs(got - expected) <= vector.at("rel_tol").get<double>() * std::fabs(expected));
      ++checked;
    }
  }
  CHECK(checked == 15);
}

TEST_CASE("reverse flow in a pitot is negative, not absent") {
  CHECK(pitotVelocityMPerS(0.84, -6, 0.6) == -pitotVelocityMPerS(0.84, 6, 0.6));
}
