#include "../../core/config_store.h"
#include "../station_scene.h"

using namespace ct;
using namespace ct::test;

namespace {

constexpr uint64_t minute = 60000;

/// The cloud's side of a shadow as AWS keeps it: each report is answered with a delta as long as wish and report differ.
class FakeShadow {
 public:
  explicit FakeShadow(Scene& scene) : scene_(scene) { scene.sync(); }
  nlohmann::json desired = nlohmann::json::object();
  nlohmann::json reported = nlohmann::json::object();
  std::vector<nlohmann::json> refusals;
  size_t reports = 0;

  void wish(const nlohmann::json& members) {
    desired.update(members);
    sendDelta();
  }
  void run(uint64_t forMs) {
    for (uint64_t ms = 0; ms < forMs; ms += 250) {
      scene_.run(250);
      for (; seen_ < scene_.broker.received.size(); ++seen_) take(scene_.broker.received[seen_]);
    }
  }

 private:
  void take(const Published& message) {
    if (message.topic != shadowUpdateTopic) return;
    ++reports;
    reported = nlohmann::json::parse(message.payload).at("state").at("reported");
    if (!reported.at("refused").is_null()) refusals.push_back(reported.at("refused"));
    sendDelta();
  }
  void sendDelta() {
    nlohmann::json difference = nlohmann::json::object();
    nlohmann::json metadata = nlohmann::json::object();
    for (const auto& member : desired.items()) {
      if (reported.contains(member.key()) && reported.at(member.key()) == member.value()) continue;
      difference[member.key()] = member.value();
      metadata[member.key()] = {{"timestamp", 1795478400}};
    }
    if (difference.empty()) return;
    const nlohmann::json delta = {{"version", 3}, {"timestamp", 1795478400}, {"state", difference}, {"metadata", metadata}};
    scene_.broker.publish(shadowDeltaTopic, delta.dump());
  }
  Scene& scene_;
  size_t seen_ = 0;
};

}  // namespace

TEST_CASE("shadow: on connecting the device reports every field in force and nothing refused") {
  Scene scene;
  FakeShadow shadow(scene);
  shadow.run(minute);
  CHECK(shadow.reports == 1);
  CHECK(shadow.reported.at("refused").is_null());
  CHECK(shadow.reported.at("samplePeriodS") == 5);
  CHECK(shadow.reported.at("barometerAddress") == 118);
  CHECK(shadow.reported.size() == 34);
  CHECK(std::count(scene.broker.subscriptions.begin(), scene.broker.subscriptions.end(), shadowDeltaTopic) == 1);
}

TEST_CASE("shadow: a wish is taken, stored, reported, and then the cloud has nothing more to say") {
  Scene scene;
  FakeShadow shadow(scene);
  shadow.run(minute);
  shadow.wish({{"rev", 4}, {"samplePeriodS", 10}, {"reportEveryS", 60}});
  shadow.run(minute);
  CHECK(shadow.reports == 2);
  CHECK(shadow.reported.at("rev") == 4);
  CHECK(shadow.reported.at("reportEveryS") == 60);
  scene.boot();
  CHECK(scene.station->config().samplePeriodS == 10);
}

TEST_CASE("shadow: a wish made while the device was away is fetched by its report on connecting") {
  Scene scene;
  scene.broker.isReachable = false;
  FakeShadow shadow(scene);
  shadow.desired = {{"rev", 9}, {"samplePeriodS", 4}};
  shadow.run(minute);
  scene.broker.isReachable = true;
  shadow.run(5 * minute);
  CHECK(scene.station->config().rev == 9);
  CHECK(scene.station->config().samplePeriodS == 4);
  CHECK(shadow.reported.at("rev") == 9);
}

TEST_CASE("shadow: a refused wish is told once on a connection, though the cloud repeats it after every report") {
  Scene scene;
  FakeShadow shadow(scene);
  shadow.run(minute);
  shadow.wish({{"samplePeriodS", 400}, {"rev", 5}});
  shadow.run(10 * minute);
  REQUIRE(shadow.refusals.size() == 1);
  CHECK(shadow.refusals[0] == nlohmann::json{{"rev", 5}, {"key", "samplePeriodS"}, {"rule", "out of range"}});
  CHECK(shadow.reports == 2);
  CHECK(shadow.reported.at("rev") == 0);
  // On the next connection once more, for a cloud that forgot.
  scene.broker.kill();
  shadow.run(10 * minute);
  CHECK(shadow.refusals.size() == 2);
  CHECK(shadow.reports == 4);
  // Another document is another refusal; a good one ends it.
  shadow.wish({{"rev", 6}});
  shadow.run(minute);
  CHECK(shadow.refusals.size() == 3);
  CHECK(shadow.refusals[2].at("rev") == 6);
  shadow.wish({{"rev", 7}, {"samplePeriodS", 4}});
  shadow.run(minute);
  CHECK(shadow.refusals.size() == 3);
  CHECK(shadow.reported.at("rev") == 7);
  CHECK(shadow.reported.at("refused").is_null());
}

TEST_CASE("shadow: an older revision, or none, is refused without going round") {
  Scene scene;
  FakeShadow shadow(scene);
  shadow.run(minute);
  shadow.wish({{"rev", 8}, {"samplePeriodS", 3}});
  shadow.run(minute);
  shadow.wish({{"rev", 7}, {"samplePeriodS", 4}});
  shadow.run(5 * minute);
  REQUIRE(shadow.refusals.size() == 1);
  CHECK(shadow.refusals[0] == nlohmann::json{{"rev", 7}, {"key", "rev"}, {"rule", "not newer"}});
  shadow.desired["rev"] = 8;
  shadow.wish({{"samplePeriodS", 4}});
  shadow.run(5 * minute);
  REQUIRE(shadow.refusals.size() == 2);
  CHECK(shadow.refusals[1] == nlohmann::json{{"rev", 0}, {"key", "rev"}, {"rule", "missing"}});
  CHECK(scene.station->config().samplePeriodS == 3);
  CHECK(shadow.reports == 4);
}

TEST_CASE("shadow: what cannot be stored is refused and changes nothing, and is taken once it can") {
  Scene scene;
  FakeShadow shadow(scene);
  shadow.run(minute);
  scene.kv.failsStoring = true;
  shadow.wish({{"rev", 5}, {"samplePeriodS", 4}, {"flowKind", 3}});
  shadow.run(5 * minute);
  REQUIRE(shadow.refusals.size() == 1);
  CHECK(shadow.refusals[0] == nlohmann::json{{"rev", 5}, {"key", ""}, {"rule", "could not be stored"}});
  CHECK(scene.station->config().samplePeriodS == 5);
  CHECK(scene.station->config().flowKind == 1);
  scene.kv.failsStoring = false;
  scene.broker.kill();
  shadow.run(5 * minute);
  CHECK(scene.station->config().flowKind == 3);
  CHECK(shadow.reported.at("refused").is_null());
}

TEST_CASE("shadow: what the console stored since the start stays beside the next wish") {
  Scene scene;
  FakeShadow shadow(scene);
  shadow.run(minute);
  Config set = storedConfig(scene.kv);
  set.rev = 1;
  set.altitudeM = 2140;
  REQUIRE(storeConfig(scene.kv, set));
  shadow.wish({{"rev", 2}, {"samplePeriodS", 4}});
  shadow.run(minute);
  CHECK(shadow.reported.at("altitudeM") == 2140);
  scene.boot();
  CHECK(scene.station->config().altitudeM == 2140);
  CHECK(scene.station->config().samplePeriodS == 4);
}

TEST_CASE("shadow: a delta of every field with its metadata fits") {
  Scene scene;
  FakeShadow shadow(scene);
  shadow.run(minute);
  nlohmann::json every = shadow.reported;
  every.erase("refused");
  shadow.reported = nlohmann::json::object();
  every["rev"] = 4294967295u;
  every["areaMm2"] = 100000000;
  shadow.wish(every);
  shadow.run(minute);
  CHECK(scene.station->config().rev == 4294967295u);
  CHECK(scene.station->config().areaMm2 == 100000000);
}
