#include "file_flash.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>

namespace ct::native {

FileFlash::FileFlash(const std::string& path, uint32_t sectors) : sectors_(sectors) {
  file_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  const off_t size = static_cast<off_t>(sectors) * bytesPerSector;
  // A file that is shorter grows by holes: fresh flash. One that is longer keeps what a larger chip held.
  if (file_ >= 0 && ::lseek(file_, 0, SEEK_END) < size && ::ftruncate(file_, size) != 0) {
    ::close(file_);
    file_ = -1;
  }
}

FileFlash::~FileFlash() {
  if (file_ >= 0) ::close(file_);
}

bool FileFlash::fits(uint32_t address, size_t count) const {
  return file_ >= 0 && address + count <= static_cast<size_t>(sectors_) * bytesPerSector;
}

bool FileFlash::read(uint32_t address, uint8_t* bytes, size_t count) {
  if (!fits(address, count) || ::pread(file_, bytes, count, address) != static_cast<ssize_t>(count)) return false;
  for (size_t i = 0; i < count; ++i) bytes[i] = static_cast<uint8_t>(~bytes[i]);
  return true;
}

bool FileFlash::program(uint32_t address, const uint8_t* bytes, size_t count) {
  uint8_t stored[bytesPerSector];
  for (size_t done = 0; done < count;) {
    const size_t part = std::min(count - done, sizeof stored);
    const auto at = static_cast<uint32_t>(address + done);
    if (!fits(at, part) || ::pread(file_, stored, part, at) != static_cast<ssize_t>(part)) return false;
    // Programming only clears bits, and the file holds their complement.
    for (size_t i = 0; i < part; ++i) stored[i] = static_cast<uint8_t>(stored[i] | ~bytes[done + i]);
    if (::pwrite(file_, stored, part, at) != static_cast<ssize_t>(part)) return false;
    done += part;
  }
  return true;
}

bool FileFlash::erase(uint32_t sector) {
  static constexpr uint8_t erased[bytesPerSector] = {};
  uint8_t stored[bytesPerSector];
  const uint32_t at = sector * bytesPerSector;
  if (!fits(at, sizeof stored) || ::pread(file_, stored, sizeof stored, at) != static_cast<ssize_t>(sizeof stored)) return false;
  // A hole stays a hole.
  if (std::memcmp(stored, erased, sizeof erased) == 0) return true;
  return ::pwrite(file_, erased, sizeof erased, at) == static_cast<ssize_t>(sizeof erased);
}

}  // namespace ct::native
