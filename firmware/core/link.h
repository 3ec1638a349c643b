#pragma once
#include "../hal/tls_stream.h"
#include "backoff.h"
#include "mqtt311.h"

namespace ct {

/// Hears when the connection is gone. `onConnected` and the rest come from the MQTT client itself.
class LinkListener {
 public:
  virtual void onDisconnected() = 0;

 protected:
  ~LinkListener() = default;
};

/// Keeps one connection to the broker: dials, moves bytes between stream and client, gives up what is silent, waits
/// with jitter, dials again. Never waits itself.
class Link {
 public:
  static constexpr uint32_t dialTimeoutMs = 30000;

  Link(TlsStream& stream, Mqtt311& mqtt, Rng& rng, LinkListener& listener)
      : stream_(stream), mqtt_(mqtt), backoff_(rng), listener_(listener) {}

  void tick(uint64_t nowMs);
  /// Call on each acknowledged message: a broker that only accepts connections must not reset the backoff.
  void noteProgress() { backoff_.reset(); }
  /// Orderly end, or a fresh start of the network stack.
  void close(uint64_t nowMs);
  bool isOnline() const { return phase_ == Phase::talking && mqtt_.state() == MqttState::connected; }
  uint32_t losses() const { return losses_; }

 private:
  enum class Phase : uint8_t { waiting, dialing, talking };
  void pump(uint64_t nowMs);
  void lose(uint64_t nowMs);

  TlsStream& stream_;
  Mqtt311& mqtt_;
  Backoff backoff_;
  LinkListener& listener_;
  Phase phase_ = Phase::waiting;
  uint64_t retryAtMs_ = 0;
  uint64_t dialedAtMs_ = 0;
  uint32_t losses_ = 0;
};

}  // namespace ct
