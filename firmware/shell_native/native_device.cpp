#include "native_device.h"

#include <sys/stat.h>

namespace ct::native {

namespace {

constexpr uint64_t syncEveryMs = 3600000;

std::string madeFolder(const std::string& folder) {
  ::mkdir(folder.c_str(), 0700);
  return folder;
}

}  // namespace

/// What stands in RAM while the board runs.
struct NativeDevice::Program {
  Program(NativeDevice& board, const IdentityText& text)
      : tls(board.surroundings_.resolver, board.surroundings_.random),
        stream(tls),
        device({board.flash_, board.kv_, board.surroundings_.random, stream, board.slots_, board.images_},
               {text.identity().clientId, text.identity().telemetryTopic, text.identity().eventTopic, firmwareVersion},
               board.sensors_.hal()) {}
  MbedtlsStream tls;
  FaultyStream stream;
  Device device;
};

NativeDevice::NativeDevice(size_t index, const std::string& folder, const Surroundings& surroundings)
    : index_(index),
      surroundings_(surroundings),
      kv_(madeFolder(folder) + "/kv"),
      flash_(folder + "/flash.bin", surroundings.flashSectors),
      ownKey_(kv_, surroundings.random),
      importedKey_(folder + "/key.pem"),
      sensors_(surroundings.nowMs) {
  ownKey_.load();
  start();
}

NativeDevice::~NativeDevice() = default;

DeviceKey& NativeDevice::key() {
  if (importedKey_.exists()) return importedKey_;
  return ownKey_;
}

const char* NativeDevice::privateKeyPem() const {
  return importedKey_.exists() ? importedKey_.privateKeyPem() : ownKey_.privateKeyPem();
}

void NativeDevice::start() {
  startedAtMs_ = surroundings_.nowMs;
  syncedAtMs_ = 0;
  if (!identity_.load(kv_)) return;
  ++before_.starts;
  program_ = std::make_unique<Program>(*this, identity_);
  const Identity& identity = identity_.identity();
  program_->tls.configure({identity.host, identity.port, identity.caPem, identity.certificatePem, privateKeyPem()});
  program_->stream.setBlackhole(isBlackhole_);
  program_->device.start(0);
  keepTime();
}

void NativeDevice::keepTime() {
  const uint64_t uptimeMs = surroundings_.nowMs - startedAtMs_;
  const bool isDue = syncedAtMs_ == 0 || surroundings_.nowMs - syncedAtMs_ >= syncEveryMs;
  if (!hasClock_ || !isDue) return;
  syncedAtMs_ = surroundings_.nowMs;
  program_->device.sync(surroundings_.utcMs, uptimeMs, TimeQuality::ntp);
}

void NativeDevice::tick() {
  if (program_ == nullptr) return;
  keepTime();
  const DeviceAction action = program_->device.tick(surroundings_.nowMs - startedAtMs_);
  if (action == DeviceAction::restart) cutPower();
  if (!isFinishing_ || !program_->device.station().uplink().isDrained()) return;
  readingsAtEnd_ = readingsInLog();
  shutDown();
}

void NativeDevice::setBlackhole(bool on) {
  isBlackhole_ = on;
  if (program_ != nullptr) program_->stream.setBlackhole(on);
}

void NativeDevice::killConnection() {
  if (program_ != nullptr) program_->stream.kill();
}

void NativeDevice::cutPower() {
  forget();
  start();
}

void NativeDevice::shutDown() {
  if (program_ != nullptr) program_->device.shutDown(surroundings_.nowMs - startedAtMs_);
  forget();
}

void NativeDevice::forget() {
  before_ = counts();
  program_.reset();
}

DeviceCounts NativeDevice::counts() const {
  DeviceCounts counts = before_;
  counts.isProvisioned = identity_.identity().isProvisioned();
  counts.isRunning = program_ != nullptr;
  counts.isOnline = false;
  if (program_ == nullptr) return counts;
  const Station& station = program_->device.station();
  counts.kept += program_->device.samplesKept();
  counts.refused += program_->device.samplesRefused();
  counts.losses += station.link().losses();
  counts.messagesAcknowledged += station.uplink().messagesAcknowledged();
  counts.recordsWritten = station.log().nextSeq();
  counts.recordsPending = 0;
  for (uint32_t seq = station.acks().lowWater(); seq < station.log().nextSeq(); ++seq) {
    if (!station.acks().isDelivered(seq)) ++counts.recordsPending;
  }
  counts.isOnline = station.link().isOnline();
  return counts;
}

uint32_t NativeDevice::readingsInLog() const {
  if (program_ == nullptr) return readingsAtEnd_;
  const RingLog& log = program_->device.station().log();
  uint32_t count = 0;
  Record record;
  for (uint32_t seq = log.oldestSeq(); seq < log.nextSeq(); ++seq) {
    if (log.read(seq, record) && record.type == RecordType::sample) ++count;
  }
  return count;
}

int NativeDevice::socket() const { return program_ == nullptr || isBlackhole_ ? -1 : program_->tls.socket(); }

void NativeDevice::type(const std::string& line) {
  if (console_ == nullptr) console_.reset(new SetupConsole(kv_, key(), *this));
  const std::string whole = line + "\n";
  console_->receive(reinterpret_cast<const uint8_t*>(whole.data()), whole.size());
  if (!console_->wantsRestart()) return;
  console_.reset();
  shutDown();
  start();
}

void NativeDevice::write(const char* text, size_t count) {
  reply_.append(text, count);
  if (reply_.empty() || reply_.back() != '\n') return;
  reply_.pop_back();
  surroundings_.output.line("console " + std::to_string(index_) + " " + reply_);
  reply_.clear();
}

SetupState NativeDevice::state() {
  SetupState state;
  state.firmware = firmwareVersion;
  state.isRunning = program_ != nullptr;
  if (program_ == nullptr) return state;
  const Station& station = program_->device.station();
  state.isOnline = station.link().isOnline();
  state.timeQuality = station.isSynced() ? TimeQuality::ntp : TimeQuality::none;
  state.recordsWritten = station.log().nextSeq();
  state.recordsDelivered = station.acks().lowWater();
  state.lastSample = program_->device.lastSample();
  return state;
}

}  // namespace ct::native
