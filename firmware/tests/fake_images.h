#pragma once
#include <algorithm>
#include <string>

#include "../hal/image_source.h"
#include "bytes.h"

namespace ct::test {

/// A server of firmware images.
class FakeImages final : public ImageSource {
 public:
  Bytes image;
  std::string url;
  size_t perRead = 512;
  /// Stops answering after so many bytes.
  size_t silentAfter = SIZE_MAX;
  /// The connection is lost after so many bytes.
  size_t failsAfter = SIZE_MAX;
  bool opens = true;
  int opened = 0;
  int closed = 0;

  bool open(const char* address) override {
    url = address;
    ++opened;
    sent_ = 0;
    return opens;
  }
  ImageState state() override {
    if (sent_ >= failsAfter) return ImageState::failed;
    return sent_ == image.size() ? ImageState::ended : ImageState::reading;
  }
  size_t read(uint8_t* bytes, size_t capacity) override {
    const size_t available = std::min({image.size(), silentAfter, failsAfter}) - sent_;
    const size_t count = std::min({capacity, perRead, available});
    std::copy_n(image.begin() + static_cast<long>(sent_), count, bytes);
    sent_ += count;
    return count;
  }
  void close() override { ++closed; }

 private:
  size_t sent_ = 0;
};

}  // namespace ct::test
