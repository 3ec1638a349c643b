#pragma once
#include <freertos/FreeRTOS.h>
#include <freertos/stream_buffer.h>

#include <cstddef>
#include <cstdint>

namespace ct::esp32 {

/// Bytes from one task to one other. No call waits.
class BytePipe {
 public:
  bool open(size_t capacity) {
    handle_ = xStreamBufferCreate(capacity, 1);
    return handle_ != nullptr;
  }
  size_t put(const uint8_t* bytes, size_t count) { return xStreamBufferSend(handle_, bytes, count, 0); }
  size_t take(uint8_t* bytes, size_t capacity) { return xStreamBufferReceive(handle_, bytes, capacity, 0); }
  size_t room() const { return xStreamBufferSpacesAvailable(handle_); }
  bool isEmpty() const { return xStreamBufferIsEmpty(handle_) == pdTRUE; }
  /// Only while neither end is in use.
  void clear() { xStreamBufferReset(handle_); }

 private:
  StreamBufferHandle_t handle_ = nullptr;
};

}  // namespace ct::esp32
