#include <doctest/doctest.h>
#include <stdlib.h>
#include <sys/stat.h>

#include <cstring>
#include <filesystem>

#include "../../core/ringlog.h"
#include "../../shell_native/file_flash.h"
#include "../../shell_native/folder_kv.h"

namespace ct::test {

namespace {

struct Folder {
  Folder() {
    char name[] = "/tmp/carbon-track-storage-XXXXXX";
    REQUIRE(::mkdtemp(name) != nullptr);
    path = name;
  }
  ~Folder() { std::filesystem::remove_all(path); }
  std::string path;
};

class NothingDelivered final : public Delivered {
 public:
  bool isDelivered(uint32_t) const override { return false; }
};

}  // namespace

TEST_CASE("flash in a file behaves as NOR: erased is FF, programming only clears bits, erasing brings FF back") {
  Folder folder;
  native::FileFlash flash(folder.path + "/flash", 4);
  uint8_t bytes[3] = {};
  REQUIRE(flash.read(4095, bytes, 3));
  CHECK(bytes[0] == 0xFF);
  const uint8_t first[3] = {0x0F, 0xF0, 0xAA};
  const uint8_t second[3] = {0xFF, 0x3C, 0x55};
  REQUIRE(flash.program(4095, first, 3));
  REQUIRE(flash.program(4095, second, 3));
  REQUIRE(flash.read(4095, bytes, 3));
  CHECK(bytes[0] == 0x0F);
  CHECK(bytes[1] == 0x30);
  CHECK(bytes[2] == 0x00);
  REQUIRE(flash.erase(1));
  REQUIRE(flash.read(4095, bytes, 3));
  CHECK(bytes[0] == 0x0F);
  CHECK(bytes[1] == 0xFF);
  CHECK_FALSE(flash.read(4 * 4096 - 2, bytes, 3));
  CHECK_FALSE(flash.program(4 * 4096 - 2, bytes, 3));
  CHECK_FALSE(flash.erase(4));
}

TEST_CASE("a log in a file is found again by the next process, and unused flash takes no room on the disk") {
  Folder folder;
  NothingDelivered nothing;
  {
    native::FileFlash flash(folder.path + "/flash", 1024);
    RingLog log(flash, nothing);
    REQUIRE(log.mount(7) == Mounted::formatted);
    for (int i = 0; i < 300; ++i) {
      Record record;
      record.boot = static_cast<uint16_t>(i);
      REQUIRE(log.append(record) == Appended::written);
    }
  }
  native::FileFlash flash(folder.path + "/flash", 1024);
  RingLog log(flash, nothing);
  CHECK(log.mount(8) != Mounted::failed);
  CHECK(log.epoch() == 7);
  CHECK(log.nextSeq() == 300);
  Record record;
  REQUIRE(log.read(299, record));
  CHECK(record.boot == 299);
  struct stat facts {};
  REQUIRE(::stat((folder.path + "/flash").c_str(), &facts) == 0);
  CHECK(facts.st_size == 1024 * 4096);
  CHECK(facts.st_blocks * 512 < 100000);
}

TEST_CASE("values in a folder are whole or not there") {
  Folder folder;
  native::FolderKv kv(folder.path + "/kv");
  uint8_t bytes[8] = {};
  CHECK(kv.load("boot", bytes, sizeof bytes) == 0);
  const uint8_t value[4] = {1, 2, 3, 4};
  REQUIRE(kv.store("boot", value, 4));
  REQUIRE(kv.store("boot", value, 3));
  native::FolderKv again(folder.path + "/kv");
  CHECK(again.load("boot", bytes, sizeof bytes) == 3);
  CHECK(std::memcmp(bytes, value, 3) == 0);
  CHECK(again.load("boot", bytes, 2) == 0);
  CHECK_FALSE(native::FolderKv("/nowhere/at/all").store("boot", value, 4));
}

}  // namespace ct::test
