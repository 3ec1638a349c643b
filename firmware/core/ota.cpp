#include "ota.h"

#include <cstring>

namespace ct {

void Ota::start(uint64_t nowMs) {
  sinceMs_ = nowMs;
  state_ = slots_.isOnTrial() ? OtaState::trial : OtaState::idle;
}

bool Ota::begin(uint32_t imageBytes, const uint8_t* signature, size_t signatureBytes, uint64_t nowMs) {
  // A firmware on trial must not overwrite the one it would fall back to.
  const bool isBusy = state_ == OtaState::downloading || state_ == OtaState::ready || state_ == OtaState::trial;
  if (isBusy || signatureBytes == 0 || signatureBytes > maxSignatureBytes) return false;
  state_ = OtaState::downloading;
  failure_ = OtaFailure::none;
  expectedBytes_ = imageBytes;
  receivedBytes_ = 0;
  std::memcpy(signature_, signature, signatureBytes);
  signatureBytes_ = signatureBytes;
  sinceMs_ = nowMs;
  if (imageBytes == 0 || !slots_.begin(imageBytes)) fail(OtaFailure::no_space);
  return state_ == OtaState::downloading;
}

void Ota::receive(const uint8_t* bytes, size_t count, uint64_t nowMs) {
  if (state_ != OtaState::downloading) return;
  sinceMs_ = nowMs;
  if (count > expectedBytes_ - receivedBytes_) return fail(OtaFailure::too_long);
  if (!slots_.write(bytes, count)) return fail(OtaFailure::flash);
  receivedBytes_ += static_cast<uint32_t>(count);
}

bool Ota::finish() {
  if (state_ != OtaState::downloading) return false;
  if (receivedBytes_ != expectedBytes_) {
    fail(OtaFailure::too_short);
  } else if (!slots_.verify(signature_, signatureBytes_)) {
    fail(OtaFailure::bad_signature);
  } else if (!slots_.activate()) {
    fail(OtaFailure::flash);
  } else {
    state_ = OtaState::ready;
  }
  return state_ == OtaState::ready;
}

void Ota::abandon() {
  if (state_ == OtaState::downloading) fail(OtaFailure::unreachable);
}

void Ota::noteAcknowledged() {
  if (state_ != OtaState::trial || !hasConnected_) return;
  if (++acknowledged_ < acknowledgementsNeeded) return;
  slots_.markValid();
  state_ = OtaState::valid;
}

void Ota::tick(uint64_t nowMs) {
  if (state_ == OtaState::downloading && nowMs - sinceMs_ >= silenceMs) return fail(OtaFailure::silent);
  if (state_ != OtaState::trial || nowMs - sinceMs_ < trialMs) return;
  state_ = OtaState::rolled_back;
  slots_.rollBack();
}

void Ota::fail(OtaFailure failure) {
  state_ = OtaState::failed;
  failure_ = failure;
}

}  // namespace ct
