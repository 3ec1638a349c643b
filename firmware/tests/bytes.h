#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace ct::test {

using Bytes = std::vector<uint8_t>;

/// "FF 01 86" or "FF0186" → bytes.
inline Bytes hex(const std::string& text) {
  Bytes bytes;
  std::string digits;
  for (const char c : text) {
    if (c != ' ') digits += c;
  }
  for (size_t i = 0; i + 1 < digits.size(); i += 2) {
    bytes.push_back(static_cast<uint8_t>(std::stoi(digits.substr(i, 2), nullptr, 16)));
  }
  return bytes;
}

inline Bytes text(const std::string& characters) { return {characters.begin(), characters.end()}; }

inline Bytes joined(Bytes first, const Bytes& second) {
  first.insert(first.end(), second.begin(), second.end());
  return first;
}

inline Bytes withFlippedBit(Bytes bytes, size_t bit) {
  bytes[bit / 8] = static_cast<uint8_t>(bytes[bit / 8] ^ (1u << (bit % 8)));
  return bytes;
}

/// Repeatable noise (xorshift), so that a failure can be run again.
class Noise {
 public:
  explicit Noise(uint32_t seed) : state_(seed) {}
  uint32_t next() {
    state_ ^= state_ << 13;
    state_ ^= state_ >> 17;
    state_ ^= state_ << 5;
    return state_;
  }
  Bytes bytes(size_t count) {
    Bytes noise(count);
    for (auto& byte : noise) byte = static_cast<uint8_t>(next() >> 11);
    return noise;
  }

 private:
  uint32_t state_;
};

}  // namespace ct::test
