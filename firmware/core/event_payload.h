#pragma once
#include <cstddef>

#include "record.h"

namespace ct {

/// Writes `deviceEventSchema` of contract/telemetry.ts for an event or a gap. Gives its bytes, 0 if it does not fit.
size_t writeEventPayload(const Record& record, const Stamp& at, uint8_t epoch, char* buffer, size_t capacity);

}  // namespace ct
