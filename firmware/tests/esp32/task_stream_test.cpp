#include "../../shell_esp32/task_stream.h"

#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>
#include <freertos/task.h>

#include <algorithm>
#include <deque>
#include <string>

#include "../../shell_esp32/byte_pipe.h"

// FreeRTOS's stream buffers, as far as one thread can tell.
struct StreamBufferDef_t {
  size_t capacity;
  std::deque<uint8_t> bytes;
};
extern "C" {
StreamBufferHandle_t xStreamBufferCreate(size_t capacity, size_t) { return new StreamBufferDef_t{capacity, {}}; }
size_t xStreamBufferSend(StreamBufferHandle_t buffer, const void* bytes, size_t count, TickType_t) {
  const auto* const from = static_cast<const uint8_t*>(bytes);
  const size_t fits = std::min(count, buffer->capacity - buffer->bytes.size());
  buffer->bytes.insert(buffer->bytes.end(), from, from + fits);
  return fits;
}
size_t xStreamBufferReceive(StreamBufferHandle_t buffer, void* bytes, size_t capacity, TickType_t) {
  const size_t count = std::min(capacity, buffer->bytes.size());
  std::copy_n(buffer->bytes.begin(), count, static_cast<uint8_t*>(bytes));
  buffer->bytes.erase(buffer->bytes.begin(), buffer->bytes.begin() + static_cast<long>(count));
  return count;
}
size_t xStreamBufferSpacesAvailable(StreamBufferHandle_t buffer) { return buffer->capacity - buffer->bytes.size(); }
BaseType_t xStreamBufferIsEmpty(StreamBufferHandle_t buffer) { return buffer->bytes.empty() ? 1 : 0; }
BaseType_t xStreamBufferReset(StreamBufferHandle_t buffer) {
  buffer->bytes.clear();
  return 1;
}
BaseType_t xTaskCreate(TaskFunction_t, const char*, uint32_t, void*, UBaseType_t, TaskHandle_t*) { return 1; }
void vTaskDelay(TickType_t) {}
}

using namespace ct;
using namespace ct::esp32;

namespace {

/// A far end that numbers its connections and takes a few bytes at a time.
class FarEnd final : public TlsStream {
 public:
  StreamState now = StreamState::closed;
  std::string toDevice;
  std::string fromDevice;
  size_t perWrite = 3;
  int opens = 0;

  bool open() override {
    ++opens;
    now = StreamState::opening;
    return true;
  }
  StreamState state() override { return now; }
  size_t read(uint8_t* bytes, size_t capacity) override {
    const size_t count = std::min(capacity, toDevice.size());
    std::copy_n(toDevice.begin(), count, bytes);
    toDevice.erase(0, count);
    return count;
  }
  size_t write(const uint8_t* bytes, size_t count) override {
    const size_t taken = std::min(count, perWrite);
    fromDevice.append(reinterpret_cast<const char*>(bytes), taken);
    return taken;
  }
  void close() override { now = StreamState::closed; }
};

struct Scene {
  FarEnd far;
  TaskStream stream{far};
  Scene() { REQUIRE(stream.begin()); }

  void connect() {
    stream.open();
    stream.step();
    far.now = StreamState::open;
    stream.step();
    REQUIRE(stream.state() == StreamState::open);
  }
  bool send(const std::string& text) {
    return stream.write(reinterpret_cast<const uint8_t*>(text.data()), text.size()) == text.size();
  }
  std::string receive() {
    uint8_t bytes[64];
    const size_t count = stream.read(bytes, sizeof bytes);
    return std::string(bytes, bytes + count);
  }
};

}  // namespace

TEST_CASE("a call of the device never opens, reads or writes itself: the task does") {
  Scene scene;
  scene.stream.open();
  CHECK(scene.far.opens == 0);
  CHECK(scene.stream.state() == StreamState::opening);
  CHECK_FALSE(scene.send("early"));
  scene.stream.step();
  CHECK(scene.far.opens == 1);
  CHECK(scene.stream.state() == StreamState::opening);
}

TEST_CASE("bytes arrive whole and in order, both ways, though the far end takes three at a time or none") {
  Scene scene;
  scene.connect();
  scene.far.perWrite = 0;
  REQUIRE(scene.send("telemetry"));
  scene.stream.step();
  REQUIRE(scene.send(" and more"));
  scene.far.perWrite = 3;
  scene.far.toDevice = "puback";
  scene.stream.step();
  CHECK(scene.far.fromDevice == "telemetry and more");
  CHECK(scene.receive() == "puback");
}

TEST_CASE("what came before the connection was lost is still read, then it is closed") {
  Scene scene;
  scene.connect();
  scene.far.toDevice = "last words";
  scene.stream.step();
  scene.far.now = StreamState::closed;
  scene.stream.step();
  CHECK(scene.stream.state() == StreamState::open);
  CHECK(scene.receive() == "last words");
  CHECK(scene.stream.state() == StreamState::closed);
}

TEST_CASE("nothing of an old connection reaches the next, whenever the task looks") {
  Scene scene;
  scene.connect();
  REQUIRE(scene.send("old"));
  scene.far.toDevice = "old";
  scene.stream.step();
  scene.far.fromDevice.clear();
  scene.far.perWrite = 0;
  REQUIRE(scene.send("half way"));
  scene.stream.step();
  REQUIRE(scene.send("too late"));
  scene.stream.close();
  CHECK(scene.stream.state() == StreamState::closed);
  CHECK(scene.receive().empty());
  scene.stream.open();
  CHECK(scene.stream.state() == StreamState::opening);
  CHECK(scene.receive().empty());
  scene.far.perWrite = 3;
  scene.stream.step();
  CHECK(scene.far.opens == 2);
  scene.far.now = StreamState::open;
  scene.stream.step();
  CHECK(scene.stream.state() == StreamState::open);
  CHECK(scene.receive().empty());
  CHECK(scene.far.fromDevice.empty());
}

TEST_CASE("a close that nothing follows ends the far end's connection") {
  Scene scene;
  scene.connect();
  scene.stream.close();
  scene.stream.step();
  CHECK(scene.far.now == StreamState::closed);
  scene.stream.step();
  CHECK(scene.far.opens == 1);
}

TEST_CASE("a full pipe holds the far end's bytes back and loses none") {
  Scene scene;
  scene.connect();
  scene.far.toDevice = std::string(20000, 'x') + "end";
  std::string got;
  for (int i = 0; i < 2000 && got.size() < 20003; ++i) {
    scene.stream.step();
    got += scene.receive();
  }
  CHECK(got.size() == 20003);
  CHECK(got.substr(20000) == "end");
}
