#pragma once
#include <cstring>

#include "../hal/kv.h"
#include "crc.h"
#include "little_endian.h"

namespace ct {

/// A small value stored with its CRC: one that comes back damaged counts as absent.
template <size_t count>
bool storeSealed(Kv& kv, const char* key, const uint8_t (&bytes)[count]) {
  uint8_t sealed[count + 4];
  std::memcpy(sealed, bytes, count);
  put32(sealed + count, crc32(bytes, count));
  return kv.store(key, sealed, sizeof sealed);
}

/// False, and `bytes` as they were, when there is none.
template <size_t count>
bool loadSealed(Kv& kv, const char* key, uint8_t (&bytes)[count]) {
  uint8_t sealed[count + 4];
  if (kv.load(key, sealed, sizeof sealed) != sizeof sealed || get32(sealed + count) != crc32(sealed, count)) return false;
  std::memcpy(bytes, sealed, count);
  return true;
}

}  // namespace ct
