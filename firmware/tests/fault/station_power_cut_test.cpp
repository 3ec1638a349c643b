#include "../station_scene.h"

using namespace ct;
using namespace ct::test;

namespace {

constexpr uint64_t minute = 60000;
constexpr uint32_t sectors = 6;

/// What is left when the supply fails: flash, small values, and what the cloud was sent until then.
struct Remains {
  Bytes flash;
  std::map<std::string, Bytes> values;
  std::vector<Published> received;
  uint64_t utcMs;
  /// Samples below this number were promised to be kept.
  uint32_t safeSeq;
};

/// A station whose life is cut at many points; each time another one goes on with the remains.
class Life {
 public:
  Scene scene{sectors};
  std::vector<Remains> cuts;

  void cutAtEveryStore() {
    scene.kv.beforeStore = [this](const std::string& key, const Bytes& value) {
      keep();
      cuts.back().values[key] = value;  // written, and nothing after it
      keep();                           // not written: the old value stands
      keep();
      cuts.back().values.erase(key);
      keep();
      cuts.back().values[key] = Noise(static_cast<uint32_t>(cuts.size())).bytes(value.size());
    };
  }

  void cutAtEveryNthByte(uint32_t n) {
    scene.flash.beforeByte = [this, n] {
      if (++flashSteps_ % n == 0) keep();
    };
  }

  void run(uint64_t forMs) {
    for (uint64_t ran = 0; ran < forMs; ran += 250) {
      scene.run(250);
      safeSeq_ = scene.station->log().nextSeq();
    }
  }

  /// Everything promised before a cut is in the cloud afterwards, as it would have been without the cut.
  void checkEachCut() {
    scene.kv.beforeStore = nullptr;
    scene.flash.beforeByte = nullptr;
    run(minute);
    scene.drain(10 * minute);
    const auto truth = cloudOf(scene.broker).readings;
    uint32_t lost = 0;
    uint32_t changed = 0;
    uint32_t misdated = 0;
    for (const Remains& remains : cuts) {
      const Cloud cloud = goOn(remains);
      changed += cloud.conflicts;
      for (const auto& [identity, row] : cloud.readings) {
        const uint64_t atMs = row[1];
        if (atMs < Scene::noonMs || atMs > remains.utcMs + 20 * minute) ++misdated;
      }
      for (const auto& [identity, row] : truth) {
        if (identity.second >= remains.safeSeq) continue;
        const auto arrived = cloud.readings.find(identity);
        if (arrived == cloud.readings.end()) {
          ++lost;
        } else if (arrived->second != row) {
          ++changed;
        }
      }
    }
    MESSAGE(cuts.size() << " cuts");
    CHECK(lost == 0);
    CHECK(changed == 0);
    CHECK(misdated == 0);
  }

 private:
  void keep() {
    cuts.push_back({scene.flash.contents(), scene.kv.values, scene.broker.received, scene.utcMs, safeSeq_});
  }

  static Cloud goOn(const Remains& remains) {
    Scene next(sectors);
    next.flash.setContents(remains.flash);
    next.kv.values = remains.values;
    next.broker.received = remains.received;
    next.utcMs = remains.utcMs + 30000;
    // Its readings differ from the first life's, so that a number used twice shows.
    next.sample.co2Ppm = Channel::of(12340);
    next.boot();
    next.sync();
    next.run(minute);
    next.drain(10 * minute);
    return cloudOf(next.broker);
  }

  uint32_t flashSteps_ = 0;
  uint32_t safeSeq_ = 0;
};

}  // namespace

TEST_CASE("station: supply lost at any write of a small value, which is then old, new, gone or torn, loses and changes nothing") {
  Life life;
  life.cutAtEveryStore();
  life.scene.boot();
  life.scene.sync();
  life.run(6 * minute);
  life.scene.broker.publish(shadowDeltaTopic, R"({"version":2,"state":{"rev":1,"reportEveryS":30}})");
  life.run(3 * minute);
  life.scene.station->shutDown(life.scene.uptimeMs);
  life.scene.boot();
  life.scene.sync();
  life.run(6 * minute);
  CHECK(life.cuts.size() >= 4 * 12);
  life.checkEachCut();
}

TEST_CASE("station: supply lost while sampling and sending, over more than one wrap of the log, loses and changes nothing") {
  Life life;
  life.scene.sync();
  life.cutAtEveryNthByte(211);
  Noise noise(5);
  for (int i = 0; i < 12; ++i) {
    life.run(6 * minute);
    life.scene.broker.killBeforePuback = static_cast<int>(noise.next() % 3);
  }
  CHECK(life.scene.station->log().oldestSeq() > 0);
  CHECK(life.cuts.size() > 100);
  life.checkEachCut();
}

TEST_CASE("station: small values gone altogether neither repeat a boot's number nor date its records by another boot's clock") {
  Scene scene(sectors);
  scene.run(2 * minute);  // never synced
  const uint32_t unsynced = scene.produced;
  scene.kv.values.clear();
  scene.boot();
  CHECK(scene.station->boot() == 2);
  scene.sync();
  scene.run(minute);
  scene.drain(5 * minute);
  uint32_t unplaced = 0;
  for (const auto& [identity, row] : cloudOf(scene.broker).readings) unplaced += row[2] == 0 ? 1 : 0;
  CHECK(unplaced == unsynced);
}
