#pragma once
#include "../hal/kv.h"

namespace ct {

/// Who a device is and whom it talks to. All texts are empty on a board that was never provisioned.
struct Identity {
  /// Equals the thing's name.
  const char* clientId = "";
  const char* host = "";
  uint16_t port = 0;
  const char* telemetryTopic = "";
  const char* eventTopic = "";
  const char* caPem = "";
  const char* certificatePem = "";
  bool isProvisioned() const { return clientId[0] != '\0'; }
};

/// Owns the texts of one identity, in the form in which they are stored: one value, so that a power cut while storing
/// leaves the old identity or the new one and never a mixture.
class IdentityText {
 public:
  static constexpr size_t capacity = 7168;

  IdentityText() = default;
  IdentityText(const IdentityText&) = delete;
  IdentityText& operator=(const IdentityText&) = delete;

  /// False, and not provisioned, when nothing is stored or it is damaged.
  bool load(Kv& kv);
  bool save(Kv& kv) const;

  /// Reads the answer of device provisioning (contract/device.ts, provisionedDeviceSchema). Gives null, or a sentence
  /// that says what is wrong with it; after that the identity is empty. Whether the certificate fits the key is the
  /// key's to say. `configuration` gets the answer's object of settings, null when there is none.
  const char* readAnswer(const uint8_t* json, size_t count, const uint8_t*& configuration, size_t& configurationCount);

  const Identity& identity() const { return identity_; }

 private:
  static constexpr uint8_t formatVersion = 1;
  static constexpr size_t headerBytes = 3;
  static constexpr size_t crcBytes = 4;
  bool point();
  void clear();

  uint8_t bytes_[capacity] = {};
  size_t count_ = 0;
  Identity identity_;
};

/// 1 to 48 lower-case letters, digits and inner hyphens, as contract/ids.ts has it.
bool isDeviceId(const char* text);

}  // namespace ct
