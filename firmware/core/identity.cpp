#include "identity.h"

#include <cstring>

#include "crc.h"
#include "little_endian.h"

namespace ct {

namespace {

constexpr const char* kvKey = "identity";

}  // namespace

bool isDeviceId(const char* text) {
  const size_t count = std::strlen(text);
  if (count < 1 || count > 48 || text[0] == '-' || text[count - 1] == '-') return false;
  for (size_t i = 0; i < count; ++i) {
    const char c = text[i];
    if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-')) return false;
  }
  return true;
}

void IdentityText::clear() {
  count_ = 0;
  identity_ = Identity();
}

// version u8 | port u16 | six texts, each with its NUL | crc32
bool IdentityText::point() {
  const char* const texts = reinterpret_cast<const char*>(bytes_);
  const size_t end = count_ - crcBytes;
  size_t at = headerBytes;
  const char** const members[] = {&identity_.clientId,   &identity_.host,  &identity_.telemetryTopic,
                                  &identity_.eventTopic, &identity_.caPem, &identity_.certificatePem};
  for (const char** const member : members) {
    const void* nul = at < end ? std::memchr(texts + at, '\0', end - at) : nullptr;
    if (nul == nullptr) return false;
    *member = texts + at;
    at = static_cast<size_t>(static_cast<const char*>(nul) - texts) + 1;
  }
  identity_.port = get16(bytes_ + 1);
  return at == end && isDeviceId(identity_.clientId);
}

bool IdentityText::load(Kv& kv) {
  clear();
  count_ = kv.load(kvKey, bytes_, sizeof bytes_);
  const bool isWhole = count_ > headerBytes + crcBytes && bytes_[0] == formatVersion &&
                       get32(bytes_ + count_ - crcBytes) == crc32(bytes_, count_ - crcBytes);
  if (isWhole && point()) return true;
  clear();
  return false;
}

bool IdentityText::save(Kv& kv) const { return count_ > 0 && kv.store(kvKey, bytes_, count_); }

}  // namespace ct
