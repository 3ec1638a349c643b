#pragma once
#include <cstddef>

namespace ct {

/// Topics AWS IoT reserves for one thing; `contract/vectors/topics.json` holds them for both sides.
namespace thing_topics {

/// A client id has at most 48 characters and a job id 64.
constexpr size_t capacity = 160;

/// Each writes a zero-terminated topic.
void shadowUpdate(const char* clientId, char topic[capacity]);
void shadowDelta(const char* clientId, char topic[capacity]);
/// A job that came while the device was online.
void jobsNotifyNext(const char* clientId, char topic[capacity]);
/// Asks for a job that came before, and where its answer arrives.
void jobsGetNext(const char* clientId, char topic[capacity]);
void jobsGetNextAccepted(const char* clientId, char topic[capacity]);
void jobUpdate(const char* clientId, const char* jobId, char topic[capacity]);

}  // namespace thing_topics
}  // namespace ct
