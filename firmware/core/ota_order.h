#pragma once
#include "ota.h"

namespace ct {

/// An update as a job's document orders it. Texts point into the message and have no zero at their end.
struct OtaOrder {
  const char* jobId = nullptr;
  size_t jobIdCount = 0;
  const char* url = nullptr;
  size_t urlCount = 0;
  uint32_t imageBytes = 0;
  uint8_t signature[Ota::maxSignatureBytes] = {};
  size_t signatureBytes = 0;
};

constexpr size_t maxJobIdCount = 64;

/// `none`: there is no job. `invalid`: there is one, its id is known, and its document is not ours. `unreadable`: neither.
enum class OtaOrderKind : uint8_t { unreadable, none, invalid, order };

/// Reads what AWS IoT Jobs publishes under `notify-next` and `$next/get/accepted`:
/// `{"execution":{"jobId":"…","jobDocument":{"url":"https://…","bytes":n,"signature":"base64"}}}`, more members beside
/// those of the document being AWS's own.
OtaOrderKind readOtaOrder(const uint8_t* json, size_t count, OtaOrder& order);

}  // namespace ct
