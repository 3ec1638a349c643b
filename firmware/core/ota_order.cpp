#include "ota_order.h"

#include <cstring>

#include "base64.h"
#include "json_reader.h"

namespace ct {

namespace {

bool isText(const char* text, size_t count, const char* expected) {
  return std::strlen(expected) == count && std::memcmp(text, expected, count) == 0;
}

/// The characters AWS allows in a job's id; the id becomes part of a topic.
bool isJobId(const char* text, size_t count) {
  for (size_t i = 0; i < count; ++i) {
    const char c = text[i];
    const bool isAllowed =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    if (!isAllowed) return false;
  }
  return count > 0 && count <= maxJobIdCount;
}

/// An escape in the URL would have to be decoded; no URL needs one.
bool isUrl(const char* text, size_t count) {
  constexpr char scheme[] = "https://";
  constexpr size_t schemeCount = sizeof scheme - 1;
  if (count <= schemeCount || std::memcmp(text, scheme, schemeCount) != 0) return false;
  for (size_t i = 0; i < count; ++i) {
    if (text[i] <= ' ' || text[i] == '\\' || text[i] == 0x7F) return false;
  }
  return true;
}

bool readMember(JsonReader& reader, const char* key, size_t keyCount, OtaOrder& order) {
  const char* text = nullptr;
  size_t count = 0;
  if (isText(key, keyCount, "url") && order.url == nullptr) {
    if (!reader.rawText(text, count) || !isUrl(text, count)) return false;
    order.url = text;
    order.urlCount = count;
    return true;
  }
  if (isText(key, keyCount, "bytes") && order.imageBytes == 0) {
    int64_t bytes = 0;
    if (!reader.wholeNumber(bytes) || bytes <= 0 || bytes > 0xFFFFFFFF) return false;
    order.imageBytes = static_cast<uint32_t>(bytes);
    return true;
  }
  if (!isText(key, keyCount, "signature") || order.signatureBytes != 0 || !reader.rawText(text, count)) return false;
  order.signatureBytes = decodeBase64(text, count, order.signature, sizeof order.signature);
  return order.signatureBytes > 0;
}

/// Exactly the members we know: a document for other firmware must not be half understood.
bool readDocument(const uint8_t* json, size_t count, OtaOrder& order) {
  JsonReader reader(json, count);
  const char* key = nullptr;
  size_t keyCount = 0;
  bool isFirst = true;
  if (!reader.openObject()) return false;
  while (reader.nextMember(isFirst, key, keyCount)) {
    if (!readMember(reader, key, keyCount, order)) return false;
  }
  return reader.isDone() && order.url != nullptr && order.imageBytes != 0 && order.signatureBytes != 0;
}

struct Execution {
  bool isThere = false;
  const uint8_t* document = nullptr;
  size_t documentCount = 0;
};

bool readExecution(JsonReader& reader, Execution& execution, OtaOrder& order) {
  const char* key = nullptr;
  size_t keyCount = 0;
  bool isFirst = true;
  if (!reader.openObject()) return false;
  while (reader.nextMember(isFirst, key, keyCount)) {
    execution.isThere = true;
    if (isText(key, keyCount, "jobId")) {
      if (!reader.rawText(order.jobId, order.jobIdCount)) return false;
    } else if (isText(key, keyCount, "jobDocument")) {
      if (!reader.rawValue(execution.document, execution.documentCount)) return false;
    } else if (!reader.skipValue()) {
      return false;
    }
  }
  return !reader.failed();
}

}  // namespace

OtaOrderKind readOtaOrder(const uint8_t* json, size_t count, OtaOrder& order) {
  order = OtaOrder();
  JsonReader reader(json, count);
  Execution execution;
  const char* key = nullptr;
  size_t keyCount = 0;
  bool isFirst = true;
  if (!reader.openObject()) return OtaOrderKind::unreadable;
  while (reader.nextMember(isFirst, key, keyCount)) {
    const bool isExecution = isText(key, keyCount, "execution");
    if (isExecution ? !readExecution(reader, execution, order) : !reader.skipValue()) return OtaOrderKind::unreadable;
  }
  if (!reader.isDone()) return OtaOrderKind::unreadable;
  if (!execution.isThere) return OtaOrderKind::none;
  if (!isJobId(order.jobId, order.jobIdCount)) return OtaOrderKind::unreadable;
  return readDocument(execution.document, execution.documentCount, order) ? OtaOrderKind::order : OtaOrderKind::invalid;
}

}  // namespace ct
