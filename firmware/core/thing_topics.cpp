#include "thing_topics.h"

#include <cstring>
#include <initializer_list>

namespace ct::thing_topics {

namespace {

/// A part that would not fit whole leaves the topic empty: half a topic could be someone else's.
void join(std::initializer_list<const char*> parts, char topic[capacity]) {
  size_t used = 0;
  for (const char* part : parts) {
    const size_t count = std::strlen(part);
    if (used + count + 1 > capacity) {
      used = 0;
      break;
    }
    std::memcpy(topic + used, part, count);
    used += count;
  }
  topic[used] = '\0';
}

}  // namespace

void shadowUpdate(const char* clientId, char topic[capacity]) {
  join({"$aws/things/", clientId, "/shadow/name/configuration/update"}, topic);
}

void shadowDelta(const char* clientId, char topic[capacity]) {
  join({"$aws/things/", clientId, "/shadow/name/configuration/update/delta"}, topic);
}

void jobsNotifyNext(const char* clientId, char topic[capacity]) {
  join({"$aws/things/", clientId, "/jobs/notify-next"}, topic);
}

void jobsGetNext(const char* clientId, char topic[capacity]) {
  join({"$aws/things/", clientId, "/jobs/$next/get"}, topic);
}

void jobsGetNextAccepted(const char* clientId, char topic[capacity]) {
  join({"$aws/things/", clientId, "/jobs/$next/get/accepted"}, topic);
}

void jobUpdate(const char* clientId, const char* jobId, char topic[capacity]) {
  join({"$aws/things/", clientId, "/jobs/", jobId, "/update"}, topic);
}

}  // namespace ct::thing_topics
