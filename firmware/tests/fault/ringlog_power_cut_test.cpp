#include <doctest/doctest.h>

#include <map>
#include <set>

#include "../ring_scene.h"

using namespace ct;
using namespace ct::test;

namespace {

struct Workload {
  FakeFlash flash;
  DeliveredBelow delivered;
  RingLog log;
  uint32_t acknowledged = 0;  // appends that returned `written`
  std::map<uint32_t, Record> appended;
  Record pending;
  uint32_t inFlight = 0;

  explicit Workload(uint32_t sectors) : flash(sectors), log(flash, delivered) {}

  void append() {
    inFlight = log.nextSeq();
    pending = numbered(acknowledged);
    Record record = pending;
    if (log.append(record) != Appended::written) return;
    appended[record.seq] = record;
    ++acknowledged;
  }
};

struct Findings {
  uint32_t cuts = 0;
  uint32_t cutsOfMounting = 0;
  uint32_t lost = 0;
  uint32_t invented = 0;
  uint32_t reused = 0;
  uint32_t unmountable = 0;
  bool isClean() const { return lost + invented + reused + unmountable == 0; }
};

/// What flash looked like when the supply failed is mounted by a new log, which must agree with what was promised.
class Inspector {
 public:
  /// `second`: looks at what is left when the supply fails again while this one mounts.
  explicit Inspector(uint32_t sectors, Inspector* second = nullptr) : flash_(sectors), second_(second) {}

  void inspect(const Bytes& contents, const Workload& before, Findings& findings) {
    // The first finding is enough; a test that fails need not take its whole time.
    if (!findings.isClean()) return;
    ++findings.cuts;
    flash_.setContents(contents);
    flash_.wroteOverUsedBits = false;
    RingLog log(flash_, before.delivered);
    const Mounted mounted = mount(log, before, findings);
    if (mounted == Mounted::failed || (mounted == Mounted::formatted && !before.appended.empty())) {
      ++findings.unmountable;
      return;
    }
    collect(log);
    for (const auto& [seq, record] : before.appended) {
      if (seen_.count(seq) == 0 && !isExcused(seq, before)) ++findings.lost;
    }
    for (const auto& [seq, record] : seen_) {
      if (!isGenuine(record, before)) ++findings.invented;
    }
    continueWith(log, before, findings);
  }

 private:
  Mounted mount(RingLog& log, const Workload& before, Findings& findings) {
    if (second_ != nullptr) {
      flash_.beforeByte = [&] {
        ++findings.cutsOfMounting;
        second_->inspect(flash_.contents(), before, findings);
      };
    }
    const Mounted mounted = log.mount(0);
    flash_.beforeByte = nullptr;
    return mounted;
  }

  void collect(const RingLog& log) {
    seen_.clear();
    gaps_.clear();
    Record record;
    for (uint32_t seq = log.oldestSeq(); seq < log.nextSeq(); ++seq) {
      if (!log.read(seq, record)) continue;
      if (record.type == RecordType::gap) {
        gaps_.push_back(record.gap);
      } else {
        seen_[seq] = record;
      }
    }
  }

  // The append in progress may have reached flash without being acknowledged.
  static bool isGenuine(const Record& record, const Workload& before) {
    const auto known = before.appended.find(record.seq);
    if (known != before.appended.end()) return isSameRecord(record, known->second);
    Record pending = before.pending;
    pending.seq = record.seq;
    return record.seq >= before.inFlight && isSameRecord(record, pending);
  }

  bool isExcused(uint32_t seq, const Workload& before) const {
    if (before.delivered.isDelivered(seq)) return true;
    for (const Gap& gap : gaps_) {
      if (seq >= gap.from && seq <= gap.to) return true;
    }
    return false;
  }

  void continueWith(RingLog& log, const Workload& before, Findings& findings) {
    const uint32_t next = log.nextSeq();
    if (!before.appended.empty() && next <= before.appended.rbegin()->first) ++findings.reused;
    if (!seen_.empty() && next <= seen_.rbegin()->first) ++findings.reused;
    for (uint32_t i = 0; i < 2; ++i) {
      Record record = numbered(777000 + i);
      if (log.append(record) != Appended::written) ++findings.lost;
      Record back;
      if (!log.read(record.seq, back) || !isSameRecord(record, back)) ++findings.lost;
      if (seen_.count(record.seq) != 0) ++findings.reused;
    }
    if (flash_.wroteOverUsedBits) ++findings.reused;
  }

  FakeFlash flash_;
  Inspector* second_;
  std::map<uint32_t, Record> seen_;
  std::vector<Gap> gaps_;
};

/// `lag`: how many records behind the cloud's acknowledgement is; larger than the log means an outage.
Findings cutAtEveryByte(uint32_t sectors, uint32_t appends, uint32_t lag) {
  Workload work(sectors);
  Inspector inspector(sectors);
  Inspector ofMounting(sectors);
  Inspector twice(sectors, &ofMounting);
  Findings findings;
  REQUIRE(work.log.mount(0) == Mounted::formatted);
  work.flash.beforeByte = [&] {
    // Most mounts write nothing; of those that do, each is cut at each of its bytes, for one first cut in 29.
    (findings.cuts % 29 == 0 ? twice : inspector).inspect(work.flash.contents(), work, findings);
  };
  for (uint32_t i = 0; i < appends; ++i) {
    work.append();
    const uint32_t next = work.log.nextSeq();
    work.delivered.lowWater = next > lag ? next - lag : 0;
  }
  CHECK(work.acknowledged == appends);
  CHECK_FALSE(work.flash.wroteOverUsedBits);
  return findings;
}

void checkClean(const Findings& findings) {
  MESSAGE(findings.cuts << " cut points, " << findings.cutsOfMounting << " of them while mounting after another");
  CHECK(findings.cutsOfMounting > 1000);
  CHECK(findings.unmountable == 0);
  CHECK(findings.lost == 0);
  CHECK(findings.invented == 0);
  CHECK(findings.reused == 0);
}

}  // namespace

TEST_CASE("ring log: a cut at every byte of more than one wrap, in an outage") {
  const Findings findings = cutAtEveryByte(4, 127 * 5 + 20, 1000000);
  checkClean(findings);
  CHECK(findings.cuts > 20000);
}

TEST_CASE("ring log: a cut at every byte of a wrap while the cloud keeps up") {
  checkClean(cutAtEveryByte(5, 127 * 6 + 5, 30));
}

TEST_CASE("ring log: a cut at every byte of a wrap while the cloud lags by half the log") {
  checkClean(cutAtEveryByte(4, 127 * 5, 300));
}

TEST_CASE("ring log: a cut while formatting ends in a formatted log") {
  FakeFlash flash(4);
  DeliveredBelow delivered;
  Noise noise(9);
  flash.setContents(noise.bytes(4 * 4096));
  RingLog log(flash, delivered);
  uint32_t cuts = 0;
  flash.beforeByte = [&] {
    FakeFlash cut(4);
    cut.setContents(flash.contents());
    RingLog again(cut, delivered);
    REQUIRE(again.mount(1) != Mounted::failed);
    Record record = numbered(1);
    REQUIRE(again.append(record) == Appended::written);
    CHECK(record.seq == 0);
    ++cuts;
  };
  CHECK(log.mount(1) == Mounted::formatted);
  CHECK(cuts > 100);
}

TEST_CASE("ring log: cut again and again at any point of recovery, it never loses what it acknowledged") {
  FakeFlash flash(4);
  DeliveredBelow delivered;
  std::set<uint32_t> appended;
  Noise noise(11);
  for (int boot = 0; boot < 400; ++boot) {
    RingLog log(flash, delivered);
    const uint32_t failsAfter = noise.next() % 3000;
    uint32_t bytes = 0;
    Bytes atCut;
    flash.beforeByte = [&] {
      if (++bytes == failsAfter) atCut = flash.contents();
    };
    const auto isCut = [&] { return !atCut.empty(); };
    const Mounted mounted = log.mount(0);
    for (int i = 0; i < 90 && !isCut(); ++i) {
      Record record = numbered(log.nextSeq());
      const bool written = log.append(record) == Appended::written;
      if (written && !isCut()) {
        REQUIRE(appended.count(record.seq) == 0);
        appended.insert(record.seq);
      }
    }
    flash.beforeByte = nullptr;
    if (isCut()) flash.setContents(atCut);
    REQUIRE(mounted != Mounted::failed);
  }
  RingLog last(flash, delivered);
  REQUIRE(last.mount(0) == Mounted::resumed);
  Record record;
  Gap gap;
  for (uint32_t seq = last.oldestSeq(); seq < last.nextSeq(); ++seq) {
    if (last.read(seq, record) && record.type == RecordType::gap) gap = record.gap;
  }
  for (const uint32_t seq : appended) {
    const bool isThere = seq >= last.oldestSeq() && last.read(seq, record);
    if (!isThere) CHECK((seq >= gap.from && seq <= gap.to));
  }
}
