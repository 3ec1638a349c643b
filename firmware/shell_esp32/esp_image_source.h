#pragma once
#include <atomic>
#include <mutex>

#include "../hal/image_source.h"
#include "byte_pipe.h"

namespace ct::esp32 {

/// Fetches an image over HTTPS in a task of its own. The server is checked against the roots every browser knows; what
/// the image is worth, its signature says.
class EspImageSource final : public ImageSource {
 public:
  bool begin();
  bool open(const char* url) override;
  ImageState state() override;
  size_t read(uint8_t* bytes, size_t capacity) override;
  void close() override { wanted_ = none; }

 private:
  static constexpr uint32_t none = 0;
  static constexpr size_t urlBytes = 2048;
  static void run(void* self);
  void fetch(uint32_t number);
  void* connect();
  bool pump(void* client, uint32_t number);
  void show(uint32_t number, ImageState state) { shown_ = number << 2 | static_cast<uint32_t>(state); }

  uint32_t newest_ = none;
  std::atomic<uint32_t> wanted_{none};
  std::atomic<uint32_t> shown_{none};
  std::mutex urlGuard_;
  char url_[urlBytes] = "";
  uint8_t piece_[1024] = {};
  BytePipe pipe_;
};

}  // namespace ct::esp32
