#include "../station_scene.h"

using namespace ct;
using namespace ct::test;

namespace {

constexpr uint64_t minute = 60000;
const std::string jobsTopic = "$aws/things/ct-kapkoros-1a/jobs/";

/// The cloud's side of one job: the device is told of it while it is online and when it asks.
struct Jobs {
  Scene scene;
  std::string job = "update-7";
  uint32_t bytes = 1000;

  Jobs() {
    scene.sync();
    scene.images.image = Bytes(1000, 0xE9);
    scene.broker.onPublished = [this](const Published& message) {
      if (message.topic == jobsTopic + "$next/get") scene.broker.publish(jobsTopic + "$next/get/accepted", execution());
      const bool isVerdict = message.payload.find("SUCCEEDED") != std::string::npos || message.payload.find("FAILED") != std::string::npos;
      if (message.topic == jobsTopic + "update-7/update" && isVerdict) job = "";
    };
  }
  std::string execution() const {
    if (job.empty()) return R"({"timestamp":1795478400,"execution":{}})";
    return R"({"timestamp":1795478400,"execution":{"jobId":")" + job +
           R"(","status":"QUEUED","jobDocument":{"url":"https://h/image","bytes":)" + std::to_string(bytes) +
           R"(,"signature":"MEUCIQ=="}}})";
  }
  void notify() { scene.broker.publish(jobsTopic + "notify-next", execution()); }
  std::vector<std::string> reports() const {
    std::vector<std::string> all;
    for (const auto& message : scene.broker.received) {
      if (message.topic != jobsTopic + "update-7/update") continue;
      const auto json = nlohmann::json::parse(message.payload);
      const std::string status = json.at("status");
      all.push_back(json.contains("statusDetails") ? status + ": " + json.at("statusDetails").at("reason").get<std::string>()
                                                   : status);
    }
    return all;
  }
  OtaState state() const { return scene.station->ota().state(); }
  /// As the shell does once the image is ready. On trial is what the other slot holds.
  void restart(bool onTrial) {
    scene.station->shutDown(scene.uptimeMs);
    scene.slots.onTrial = onTrial;
    if (onTrial) scene.slots.running = 0x200000;
    scene.boot();
    scene.sync();
  }
};

using Reports = std::vector<std::string>;

}  // namespace

TEST_CASE("OTA job: one that came while the device was away is fetched, tried and reported once it is valid") {
  Jobs jobs;
  jobs.scene.run(minute);
  CHECK(jobs.scene.images.url == "https://h/image");
  CHECK(jobs.scene.slots.image.size() == 1000);
  CHECK(jobs.scene.images.closed == 1);
  CHECK(jobs.state() == OtaState::ready);
  CHECK(jobs.reports() == Reports{"IN_PROGRESS"});
  jobs.restart(true);
  jobs.scene.broker.acknowledges = false;
  jobs.scene.run(minute);
  CHECK(jobs.reports() == Reports{"IN_PROGRESS"});
  jobs.scene.broker.acknowledges = true;
  jobs.scene.run(5 * minute);
  CHECK(jobs.state() == OtaState::valid);
  CHECK(jobs.reports() == Reports{"IN_PROGRESS", "SUCCEEDED"});
  CHECK(jobs.scene.images.opened == 1);
}

TEST_CASE("OTA job: one that comes while the device is online is taken, and once only") {
  Jobs jobs;
  jobs.job = "";
  jobs.scene.run(minute);
  CHECK(jobs.scene.images.opened == 0);
  jobs.job = "update-7";
  jobs.notify();
  jobs.notify();
  jobs.scene.run(minute);
  jobs.notify();
  jobs.scene.run(minute);
  CHECK(jobs.scene.images.opened == 1);
  CHECK(jobs.reports() == Reports{"IN_PROGRESS"});
}

TEST_CASE("OTA job: firmware that was rolled back is reported by the old one") {
  Jobs jobs;
  jobs.scene.run(minute);
  REQUIRE(jobs.state() == OtaState::ready);
  jobs.restart(false);
  jobs.scene.run(minute);
  CHECK(jobs.reports() == Reports{"IN_PROGRESS", "FAILED: rolled back: the new firmware never became valid"});
  // The cloud may have named it once more before it took the verdict in.
  jobs.job = "update-7";
  jobs.notify();
  jobs.scene.run(minute);
  CHECK(jobs.scene.images.opened == 1);
  // Told, it is forgotten.
  jobs.job = "";
  jobs.restart(false);
  jobs.scene.run(minute);
  CHECK(jobs.reports().size() == 2);
}

TEST_CASE("OTA job: power lost between becoming valid and the note of it does not turn a good update into a bad one") {
  Jobs jobs;
  jobs.scene.run(minute);
  REQUIRE(jobs.state() == OtaState::ready);
  jobs.scene.slots.running = 0x200000;
  jobs.restart(false);
  jobs.scene.run(minute);
  CHECK(jobs.reports() == Reports{"IN_PROGRESS", "SUCCEEDED"});
}

TEST_CASE("OTA job: a verdict that was not acknowledged is told again, after a lost connection and after a restart") {
  Jobs jobs;
  jobs.scene.run(minute);
  jobs.restart(true);
  jobs.scene.broker.killsBeforePubackOf = "SUCCEEDED";
  jobs.scene.run(10 * minute);
  CHECK(jobs.reports() == Reports{"IN_PROGRESS", "SUCCEEDED", "SUCCEEDED"});
  Jobs cut;
  cut.scene.run(minute);
  cut.restart(true);
  cut.scene.run(4000);
  // Valid, and then the supply fails before the cloud heard of it.
  for (int i = 0; i < 400 && cut.state() != OtaState::valid; ++i) cut.scene.run(250);
  cut.scene.broker.received.clear();
  cut.scene.slots.onTrial = false;
  cut.scene.boot();
  cut.scene.sync();
  cut.scene.run(minute);
  CHECK(cut.reports() == Reports{"SUCCEEDED"});
}

TEST_CASE("OTA job: whatever goes wrong is reported with its reason, and sampling goes on") {
  struct Case {
    const char* reason;
    void (*spoil)(Jobs&);
  };
  const Case cases[] = {
      {"image larger than the slot", [](Jobs& jobs) { jobs.bytes = 1001; }},
      {"image longer than announced", [](Jobs& jobs) { jobs.bytes = 999; }},
      {"image shorter than announced", [](Jobs& jobs) { jobs.scene.images.image.resize(999); }},
      {"signature does not fit", [](Jobs& jobs) { jobs.scene.slots.isSigned = false; }},
      {"flash fault", [](Jobs& jobs) { jobs.scene.slots.writes = false; }},
      {"server fell silent", [](Jobs& jobs) { jobs.scene.images.silentAfter = 600; }},
      {"image could not be fetched", [](Jobs& jobs) { jobs.scene.images.failsAfter = 600; }},
      {"image could not be fetched", [](Jobs& jobs) { jobs.scene.images.opens = false; }},
  };
  for (const Case& one : cases) {
    CAPTURE(one.reason);
    Jobs jobs;
    one.spoil(jobs);
    jobs.scene.run(3 * minute);
    CHECK(jobs.reports().back() == std::string("FAILED: ") + one.reason);
    CHECK(jobs.scene.slots.activated == 0);
    CHECK(jobs.scene.produced == 36);
    CHECK(jobs.scene.images.closed == 1);
  }
}

TEST_CASE("OTA job: a document of another firmware's is refused, and the next job is taken") {
  Jobs jobs;
  jobs.job = "";
  jobs.scene.run(minute);
  jobs.scene.broker.publish(jobsTopic + "notify-next", R"({"execution":{"jobId":"update-7","jobDocument":{"steps":[]}}})");
  jobs.scene.run(minute);
  CHECK(jobs.reports() == Reports{"FAILED: job document not understood"});
  jobs.job = "update-8";
  jobs.notify();
  jobs.scene.run(minute);
  CHECK(jobs.state() == OtaState::ready);
}

TEST_CASE("OTA job: one that is taken back while it is fetched is dropped without a word") {
  Jobs jobs;
  jobs.scene.images.silentAfter = 600;
  jobs.scene.run(10000);
  CHECK(jobs.state() == OtaState::downloading);
  jobs.job = "";
  jobs.notify();
  jobs.scene.run(minute);
  CHECK(jobs.state() == OtaState::failed);
  CHECK(jobs.reports() == Reports{"IN_PROGRESS"});
  CHECK(jobs.scene.images.closed == 1);
}

TEST_CASE("OTA job: below the voltage floor no update begins; the job is asked for again afterwards") {
  Jobs jobs;
  jobs.scene.sample.batteryMv = Channel::of(11500);
  jobs.scene.run(minute);
  CHECK(jobs.scene.images.opened == 0);
  jobs.scene.sample.batteryMv = Channel::of(13200);
  jobs.scene.run(minute);
  CHECK(jobs.state() == OtaState::ready);
}

TEST_CASE("OTA job: a device that lost its supply in the middle begins anew") {
  Jobs jobs;
  jobs.scene.images.silentAfter = 600;
  jobs.scene.run(10000);
  CHECK(jobs.state() == OtaState::downloading);
  jobs.scene.images.silentAfter = SIZE_MAX;
  jobs.scene.boot();
  jobs.scene.sync();
  jobs.scene.run(minute);
  CHECK(jobs.state() == OtaState::ready);
  CHECK(jobs.scene.images.opened == 2);
}
