#include "fleet.h"

#include <sys/resource.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>

#include "../core/json_writer.h"

namespace ct::native {

namespace {

/// Of the whole process: processor time so far, ms.
unsigned long processorMs() {
  rusage used{};
  ::getrusage(RUSAGE_SELF, &used);
  const auto ms = [](const timeval& time) { return static_cast<unsigned long>(time.tv_sec * 1000 + time.tv_usec / 1000); };
  return ms(used.ru_utime) + ms(used.ru_stime);
}

/// Memory in use now, kB. What getrusage calls the greatest use is the launcher's before it became us, so it is asked
/// only where there is no /proc.
unsigned long memoryKb() {
  unsigned long pages = 0;
  unsigned long resident = 0;
  if (std::ifstream("/proc/self/statm") >> pages >> resident) {
    return resident * static_cast<unsigned long>(::sysconf(_SC_PAGESIZE)) / 1024;
  }
  rusage used{};
  ::getrusage(RUSAGE_SELF, &used);
  return static_cast<unsigned long>(used.ru_maxrss);
}

SensorConditions conditionsOf(Command& command) {
  SensorConditions conditions;
  conditions.co2Ppm = command.shown();
  conditions.gasQuarterC = command.shown();
  conditions.velocityMmPerS = command.shown();
  conditions.differenceCounts = command.shown();
  conditions.pressureDaPa = command.shown();
  conditions.cellC = command.shown();
  conditions.batteryMv = command.shown();
  return conditions;
}

FittedSensors fittedOf(Command& command) {
  FittedSensors fitted;
  fitted.co2Kind = static_cast<int32_t>(command.number());
  fitted.co2PpmPerCount = static_cast<int32_t>(command.number());
  fitted.gasKind = static_cast<int32_t>(command.number());
  fitted.flowKind = static_cast<int32_t>(command.number());
  fitted.differenceScale = static_cast<int32_t>(command.number());
  return fitted;
}

/// False when the line is none for a device, or not whole.
bool obeyDevice(const std::string& verb, NativeDevice& device, Command& command) {
  if (verb == "feed") {
    const SensorConditions conditions = conditionsOf(command);
    if (command.isWhole()) device.sensors().conditions = conditions;
  } else if (verb == "fit") {
    const FittedSensors fitted = fittedOf(command);
    if (command.isWhole() && fitted.co2PpmPerCount > 0) device.sensors().fitted = fitted;
  } else if (verb == "type") device.type(command.rest());
  else if (verb == "blackhole") device.setBlackhole(command.word() == "on");
  else if (verb == "clock") device.setClock(command.word() == "on");
  else if (verb == "kill") device.killConnection();
  else if (verb == "power-cut") device.cutPower();
  else if (verb == "finish") device.finish();
  else return false;
  return command.isWhole();
}

}  // namespace

Fleet::Fleet(LineWriter& output, uint32_t flashSectors)
    : output_(output), surroundings_{nowMs_, utcMs_, resolver_, random_, output, flashSectors} {}

void Fleet::moveTo(uint64_t nowMs, uint64_t utcMs) {
  nowMs_ = nowMs;
  utcMs_ = utcMs;
  for (const auto& device : devices_) device->tick();
}

void Fleet::obey(const std::string& line) {
  Command command(line);
  const std::string verb = command.word();
  if (!command.isWhole()) return;
  if (obeyFleet(verb, command)) return;
  const std::string who = command.word();
  const size_t first = who == "all" ? 0 : static_cast<size_t>(std::strtoul(who.c_str(), nullptr, 10));
  const size_t end = who == "all" ? devices_.size() : first + 1;
  if (!command.isWhole() || end > devices_.size()) return output_.line("error no such device: " + line);
  for (size_t index = first; index < end; ++index) {
    Command arguments = command;
    if (!obeyDevice(verb, *devices_[index], arguments)) return output_.line("error not understood: " + line);
  }
}

bool Fleet::obeyFleet(const std::string& verb, Command& command) {
  if (verb == "add") add(command.rest());
  else if (verb == "counts") reportCounts();
  else if (verb == "devices") reportDevices();
  else if (verb == "quit") wantsEnd_ = true;
  else return false;
  return true;
}

void Fleet::add(const std::string& folder) {
  devices_.push_back(std::make_unique<NativeDevice>(devices_.size(), folder, surroundings_));
  const NativeDevice& device = *devices_.back();
  const char* state = !device.isUsable() ? " unusable" : device.counts().isProvisioned ? " provisioned" : " new";
  output_.line("added " + std::to_string(devices_.size() - 1) + state);
}

void Fleet::reportCounts() {
  DeviceCounts sum;
  int64_t running = 0;
  int64_t online = 0;
  for (const auto& device : devices_) {
    const DeviceCounts counts = device->counts();
    sum.kept += counts.kept;
    sum.refused += counts.refused;
    sum.losses += counts.losses;
    sum.messagesAcknowledged += counts.messagesAcknowledged;
    sum.recordsPending += counts.recordsPending;
    running += counts.isRunning ? 1 : 0;
    online += counts.isOnline ? 1 : 0;
  }
  char text[400];
  JsonWriter json(text, sizeof text - 1);
  json.raw("counts {\"devices\":").number(static_cast<int64_t>(devices_.size()));
  json.raw(",\"running\":").number(running).raw(",\"connected\":").number(online);
  json.raw(",\"produced\":").number(sum.kept).raw(",\"refused\":").number(sum.refused);
  json.raw(",\"pending\":").number(sum.recordsPending).raw(",\"messages\":").number(sum.messagesAcknowledged);
  json.raw(",\"losses\":").number(sum.losses).raw(",\"processorMs\":").number(static_cast<int64_t>(processorMs()));
  json.raw(",\"memoryKb\":").number(static_cast<int64_t>(memoryKb())).raw("}");
  output_.line(std::string(text, json.size()));
}

void Fleet::reportDevices() {
  std::string text = "devices [";
  for (const auto& device : devices_) {
    const DeviceCounts counts = device->counts();
    char one[200];
    JsonWriter json(one, sizeof one - 1);
    json.raw(device == devices_.front() ? "" : ",").raw("{\"readings\":").number(device->readingsInLog());
    json.raw(",\"refused\":").number(counts.refused).raw(",\"pending\":").number(counts.recordsPending);
    json.raw(",\"starts\":").number(counts.starts);
    json.raw(",\"running\":").raw(counts.isRunning ? "true}" : "false}");
    text.append(one, json.size());
  }
  output_.line(text + "]");
}

void Fleet::shutDown() {
  for (const auto& device : devices_) device->shutDown();
}

}  // namespace ct::native
