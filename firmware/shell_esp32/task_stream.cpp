#include "task_stream.h"

#include <freertos/task.h>

namespace ct::esp32 {

namespace {

// mbedTLS needs most of it during a handshake.
constexpr uint32_t stackBytes = 10240;
constexpr TickType_t pause = pdMS_TO_TICKS(10);

}  // namespace

bool TaskStream::begin() {
  return in_.open(pipeBytes) && out_.open(pipeBytes) &&
         xTaskCreate(run, "tls", stackBytes, this, tskIDLE_PRIORITY + 1, nullptr) == pdPASS;
}

bool TaskStream::open() {
  newest_ = (newest_ + 1) & 0x3FFFFFFF;
  if (newest_ == none) ++newest_;
  wanted_ = newest_;
  return true;
}

StreamState TaskStream::state() {
  const uint32_t wanted = wanted_;
  if (wanted == none) return StreamState::closed;
  const uint32_t shown = shown_;
  if (shown >> 2 != wanted) return StreamState::opening;
  const auto state = static_cast<StreamState>(shown & 3);
  // What came before the end is still to be read.
  return state == StreamState::closed && !in_.isEmpty() ? StreamState::open : state;
}

size_t TaskStream::read(uint8_t* bytes, size_t capacity) {
  return state() == StreamState::open ? in_.take(bytes, capacity) : 0;
}

size_t TaskStream::write(const uint8_t* bytes, size_t count) {
  return state() == StreamState::open ? out_.put(bytes, count) : 0;
}

void TaskStream::run(void* self) {
  for (;;) {
    static_cast<TaskStream*>(self)->step();
    vTaskDelay(pause);
  }
}

void TaskStream::step() {
  const uint32_t wanted = wanted_;
  if (wanted != served_) serve(wanted);
  if (served_ == none) return;
  const StreamState state = stream_.state();
  if (state == StreamState::open) {
    moveIn();
    moveOut();
  }
  show(stream_.state());
}

void TaskStream::serve(uint32_t number) {
  stream_.close();
  in_.clear();
  out_.clear();
  leavingFrom_ = leavingTo_ = 0;
  served_ = number;
  if (number != none && !stream_.open()) show(StreamState::closed);
}

void TaskStream::moveIn() {
  for (size_t room = in_.room(); room > 0; room = in_.room()) {
    const size_t count = stream_.read(coming_, room < sizeof coming_ ? room : sizeof coming_);
    if (count == 0) return;
    in_.put(coming_, count);
  }
}

void TaskStream::moveOut() {
  for (;;) {
    if (leavingFrom_ == leavingTo_) {
      leavingFrom_ = 0;
      leavingTo_ = out_.take(leaving_, sizeof leaving_);
      if (leavingTo_ == 0) return;
    }
    const size_t count = stream_.write(leaving_ + leavingFrom_, leavingTo_ - leavingFrom_);
    if (count == 0) return;
    leavingFrom_ += count;
  }
}

}  // namespace ct::esp32
