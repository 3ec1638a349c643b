// The rows of contract/vectors/topics.json that a device builds from its client id.
#include "../../core/thing_topics.h"

#include "../vector_file.h"

using namespace ct;
using namespace ct::test;

namespace {

using Topic = char[thing_topics::capacity];

std::string idOf(const Json& row) { return row.at("deviceId"); }

}  // namespace

TEST_CASE("topics: a device builds its shadow's as the contract has them") {
  for (const auto& row : vectorRows("topics.json", "shadow")) {
    Topic topic;
    thing_topics::shadowUpdate(idOf(row).c_str(), topic);
    CHECK(row.at("update") == topic);
    thing_topics::shadowDelta(idOf(row).c_str(), topic);
    CHECK(row.at("delta") == topic);
  }
}

TEST_CASE("topics: a device builds its jobs' as the contract has them") {
  for (const auto& row : vectorRows("topics.json", "jobs")) {
    Topic topic;
    thing_topics::jobsNotifyNext(idOf(row).c_str(), topic);
    CHECK(row.at("notifyNext") == topic);
    thing_topics::jobsGetNext(idOf(row).c_str(), topic);
    CHECK(row.at("getNext") == topic);
    thing_topics::jobsGetNextAccepted(idOf(row).c_str(), topic);
    CHECK(row.at("gotNext") == topic);
    thing_topics::jobUpdate(idOf(row).c_str(), row.at("jobId").get<std::string>().c_str(), topic);
    CHECK(row.at("update") == topic);
  }
}

TEST_CASE("topics: the longest ids fit, and what would not is no topic rather than half of one") {
  Topic topic;
  thing_topics::jobUpdate(std::string(48, 'a').c_str(), std::string(64, 'b').c_str(), topic);
  CHECK(std::string(topic) == "$aws/things/" + std::string(48, 'a') + "/jobs/" + std::string(64, 'b') + "/update");
  thing_topics::jobUpdate(std::string(100, 'a').c_str(), std::string(64, 'b').c_str(), topic);
  CHECK(std::string(topic).empty());
}
