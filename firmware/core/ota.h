#pragma once
#include "../hal/ota_slots.h"

namespace ct {

enum class OtaState : uint8_t { idle, downloading, ready, failed, trial, valid, rolled_back };
enum class OtaFailure : uint8_t { none, no_space, too_long, too_short, bad_signature, flash, silent, unreachable };

/// One update at a time: download into the other slot, check its signature, start it on trial. The new firmware counts
/// as valid only after it reached the broker and three messages of it were acknowledged; otherwise the old one returns.
class Ota {
 public:
  static constexpr size_t maxSignatureBytes = 72;
  static constexpr uint32_t acknowledgementsNeeded = 3;
  static constexpr uint64_t trialMs = 1800000;
  static constexpr uint64_t silenceMs = 60000;

  explicit Ota(OtaSlots& slots) : slots_(slots) {}

  /// At boot: finds out whether this firmware is on trial.
  void start(uint64_t nowMs);

  /// A signed job. False while another update or a trial is under way.
  bool begin(uint32_t imageBytes, const uint8_t* signature, size_t signatureBytes, uint64_t nowMs);
  void receive(const uint8_t* bytes, size_t count, uint64_t nowMs);
  /// The whole image is there. True: signed and set to start next; the shell restarts when the log is persisted.
  bool finish();
  /// The image cannot be had, or is not wanted any more.
  void abandon();

  void noteConnected() { hasConnected_ = true; }
  void noteAcknowledged();
  /// Gives up a download that fell silent and a trial that took too long.
  void tick(uint64_t nowMs);

  uint32_t runningSlot() const { return slots_.runningSlot(); }
  OtaState state() const { return state_; }
  OtaFailure failure() const { return failure_; }

 private:
  void fail(OtaFailure failure);
  OtaSlots& slots_;
  OtaState state_ = OtaState::idle;
  OtaFailure failure_ = OtaFailure::none;
  uint32_t expectedBytes_ = 0;
  uint32_t receivedBytes_ = 0;
  uint8_t signature_[maxSignatureBytes] = {};
  size_t signatureBytes_ = 0;
  bool hasConnected_ = false;
  uint32_t acknowledged_ = 0;
  uint64_t sinceMs_ = 0;
};

}  // namespace ct
