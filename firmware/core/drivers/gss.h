#pragma once
#include <cstddef>
#include <cstdint>

#include "../quality.h"

namespace ct {

/// GSS SprintIR-W and COZIR-WR on a UART, 9600 8N1, polled. Answers are ` Z nnnnn\r\n` without a checksum.
namespace gss {

/// Polling mode first: in streaming mode an answer could belong to an older moment.
constexpr char pollingMode[] = "K 2\r\n";
constexpr char readRequest[] = "Z\r\n";
constexpr char multiplierRequest[] = ".\r\n";

struct Line {
  char command;
  uint32_t count;
};

enum class Step : uint8_t { waiting, line, malformed };

/// Collects one line. The grammar is strict because nothing else guards the value: letter, blank, five digits, CR LF.
class Decoder {
 public:
  Step push(uint8_t byte, Line& line);
  void reset() { count_ = 0; }

 private:
  Step finish(Line& line);
  uint8_t text_[12] = {};
  size_t count_ = 0;
};

/// `multiplier`: 1, 10 or 100 ppm per count, a property of the model (10 for 20 %).
Channel co2Channel(const Line& line, int32_t multiplier, int32_t fullScalePpm);

}  // namespace gss
}  // namespace ct
