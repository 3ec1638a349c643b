#pragma once
#include <cstddef>
#include <cstdint>

#include "../quality.h"

namespace ct {

/// The byte language of one sensor: what to ask, and how the answer reads.
class SerialProtocol {
 public:
  virtual const uint8_t* request(size_t& count) const = 0;
  /// Before each question.
  virtual void reset() = 0;
  /// True when the answer is whole; `channel` is set then.
  virtual bool push(uint8_t byte, Channel& channel) = 0;
  /// Something came that looked like an answer and was damaged.
  virtual bool sawDamage() const = 0;
  /// After an answer or its absence: whether another question belongs to the same sample.
  virtual bool goesOn() { return false; }

 protected:
  ~SerialProtocol() = default;
};

}  // namespace ct
