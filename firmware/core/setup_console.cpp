#include "setup_console.h"

#include <algorithm>
#include <cstring>

#include "config_store.h"
#include "forget_log.h"
#include "setup_status.h"

namespace ct {

namespace {

constexpr const char* commands = "send csr DEVICE-ID, answer {...}, forget, wifi {...}, set {...}, status or restart";
constexpr const char* storageFault = "the board could not store it";
constexpr const char* restartAndRepeat = "send restart, then this line again";

}  // namespace

void SetupConsole::receive(const uint8_t* bytes, size_t count) {
  for (size_t i = 0; i < count; ++i) {
    const char character = static_cast<char>(bytes[i]);
    if (character == '\n' || character == '\r') {
      runLine();
      fault_ = LineFault::none;
      lineCount_ = 0;
    } else if (lineCount_ == sizeof line_ - 1) {
      fault_ = LineFault::too_long;
    } else {
      if (bytes[i] < 0x20 && character != '\t') fault_ = LineFault::not_text;
      line_[lineCount_++] = character;
    }
  }
}

void SetupConsole::runLine() {
  while (lineCount_ > 0 && line_[lineCount_ - 1] == ' ') --lineCount_;
  if (lineCount_ == 0) return;
  line_[lineCount_] = '\0';
  if (fault_ == LineFault::too_long) return refuse("the line is too long", "send an answer as the API gave it");
  if (fault_ == LineFault::not_text) return refuse("the line has control characters", "check cable and speed (115200)");
  size_t commandCount = 0;
  while (commandCount < lineCount_ && line_[commandCount] != ' ') ++commandCount;
  size_t argument = commandCount;
  while (argument < lineCount_ && line_[argument] == ' ') ++argument;
  run(line_, commandCount, line_ + argument, lineCount_ - argument);
}

void SetupConsole::run(const char* command, size_t commandCount, const char* argument, size_t argumentCount) {
  const auto is = [&](const char* name) {
    return std::strlen(name) == commandCount && std::memcmp(command, name, commandCount) == 0;
  };
  if (is("csr")) return csr(argument, argumentCount);
  if (is("answer")) return answer(argument, argumentCount);
  if (is("forget") && argumentCount == 0) return forget();
  if (is("set")) return set(argument, argumentCount);
  if (is("wifi")) return wifi(argument, argumentCount);
  if (is("status") && argumentCount == 0) return status();
  if (is("restart") && argumentCount == 0) return restart();
  refuse("no such command", commands);
}

void SetupConsole::ok(const JsonWriter& json) {
  const size_t count = json.size();
  if (count == 0) return refuse("the reply does not fit", "report this to whoever built the firmware");
  static const char word[] = "ok ";
  terminal_.write(word, sizeof word - 1);
  reply_[count] = '\n';
  terminal_.write(reply_, count + 1);
}

void SetupConsole::refuse(const char* problem, const char* whatToDo) {
  const char* const parts[] = {"refused ", problem, ". To do: ", whatToDo, ".\n"};
  for (const char* part : parts) terminal_.write(part, std::strlen(part));
}

void SetupConsole::csr(const char* argument, size_t) {
  if (!isDeviceId(argument)) {
    return refuse("that is no device id", "send csr and 1 to 48 lower-case letters, digits and inner hyphens");
  }
  if (key_.writeRequest(argument, document_, sizeof document_) == 0) {
    return refuse("the board could not make a request", restartAndRepeat);
  }
  JsonWriter json(reply_, sizeof reply_ - 1);
  ok(json.raw("{\"deviceId\":").string(argument).raw(",\"csrPem\":").string(document_).raw("}"));
}

// A new identity begins a new history of configurations, so the answer's counts whatever revision the board had. Under
// the identity it has already, its shadow is what tells it.
void SetupConsole::answer(const char* argument, size_t count) {
  char before[64] = "";
  if (identity_.load(kv_)) {
    const char* known = identity_.identity().clientId;
    std::memcpy(before, known, std::min(std::strlen(known), sizeof before - 1));
  }
  const auto* json = reinterpret_cast<const uint8_t*>(argument);
  const uint8_t* settings = nullptr;
  size_t settingsCount = 0;
  if (const char* problem = identity_.readAnswer(json, count, settings, settingsCount)) {
    return refuse(problem, "correct that and send answer again");
  }
  const Identity& identity = identity_.identity();
  const char* problem = problemOf(key_.judge(identity.certificatePem, identity.caPem));
  if (problem != nullptr) return refuse(problem, "send csr, provision the device with that request, send its answer");
  const bool isOther = std::strcmp(before, identity.clientId) != 0;
  const bool isReplaced = isOther && before[0] != '\0';
  if (isReplaced && hasUndelivered() && !mayForget_) {
    return refuse("readings of the device before are not delivered yet",
                  "repeat when status shows recordsDelivered as high as recordsWritten, or send forget to give them up");
  }
  Config config = storedConfig(kv_);
  if (settings != nullptr && isOther) {
    config.rev = 0;
    if (!propose(settings, settingsCount, config)) return;
  }
  // The wish comes first: cut off after it, an old device begins an empty log, which is harmless; the other way round
  // readings would change their owner.
  if (isReplaced && !askToForgetLog(kv_)) return refuse(storageFault, restartAndRepeat);
  if (!identity_.save(kv_) || !storeConfig(kv_, config)) return refuse(storageFault, restartAndRepeat);
  JsonWriter reply(reply_, sizeof reply_ - 1);
  ok(reply.raw("{\"deviceId\":").string(identity.clientId).raw(",\"next\":\"restart\"}"));
}

bool SetupConsole::hasUndelivered() {
  const SetupState state = terminal_.state();
  return state.recordsDelivered < state.recordsWritten;
}

void SetupConsole::forget() {
  mayForget_ = true;
  JsonWriter reply(reply_, sizeof reply_ - 1);
  ok(reply.raw("{\"next\":\"answer of another device\"}"));
}

void SetupConsole::set(const char* argument, size_t count) {
  Config config = storedConfig(kv_);
  if (!propose(reinterpret_cast<const uint8_t*>(argument), count, config)) return;
  if (!storeConfig(kv_, config)) return refuse(storageFault, restartAndRepeat);
  JsonWriter reply(reply_, sizeof reply_ - 1);
  ok(reply.raw("{\"rev\":").number(config.rev).raw(",\"next\":\"restart\"}"));
}

void SetupConsole::wifi(const char* argument, size_t count) {
  WifiSettings wifi;
  const char* problem = readWifiSettings(reinterpret_cast<const uint8_t*>(argument), count, wifi);
  if (problem != nullptr) return refuse("the network settings cannot be used", problem);
  if (!saveWifiSettings(wifi, kv_)) return refuse(storageFault, restartAndRepeat);
  JsonWriter reply(reply_, sizeof reply_ - 1);
  ok(reply.raw("{\"wifi\":").string(wifi.name).raw(",\"next\":\"restart\"}"));
}

void SetupConsole::status() {
  WifiSettings wifi;
  loadWifiSettings(kv_, wifi);
  identity_.load(kv_);
  const SetupFacts facts = {terminal_.state(), identity_.identity(), storedConfig(kv_), wifi.name, key_.exists()};
  JsonWriter reply(reply_, sizeof reply_ - 1);
  writeSetupStatus(facts, reply);
  ok(reply);
}

void SetupConsole::restart() {
  wantsRestart_ = true;
  JsonWriter reply(reply_, sizeof reply_ - 1);
  ok(reply.raw("{\"next\":\"wait for the board to start\"}"));
}

bool SetupConsole::propose(const uint8_t* settings, size_t count, Config& config) {
  const ConfigRefusal refusal = applySettings(settings, count, config, document_, sizeof document_);
  if (!refusal.isRefused()) return true;
  char problem[sizeof refusal.key + 64];
  JsonWriter json(problem, sizeof problem - 1);
  json.raw(refusal.key).raw(refusal.key[0] == '\0' ? "" : ": ").raw(refusal.rule);
  problem[json.size()] = '\0';
  refuse(problem, "correct that setting and send the line again; nothing of it was stored");
  return false;
}

}  // namespace ct
