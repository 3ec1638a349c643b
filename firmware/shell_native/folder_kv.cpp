#include "folder_kv.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>

namespace ct::native {

FolderKv::FolderKv(const std::string& folder) : folder_(folder) { ::mkdir(folder.c_str(), 0700); }

size_t FolderKv::load(const char* key, uint8_t* bytes, size_t capacity) {
  const int file = ::open((folder_ + "/" + key).c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return 0;
  struct stat facts {};
  const bool fits = ::fstat(file, &facts) == 0 && static_cast<size_t>(facts.st_size) <= capacity;
  const ssize_t count = fits ? ::read(file, bytes, capacity) : 0;
  ::close(file);
  return count < 0 ? 0 : static_cast<size_t>(count);
}

bool FolderKv::store(const char* key, const uint8_t* bytes, size_t count) {
  const std::string path = folder_ + "/" + key;
  const std::string fresh = path + ".new";
  const int file = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (file < 0) return false;
  const bool isWhole = ::write(file, bytes, count) == static_cast<ssize_t>(count);
  return ::close(file) == 0 && isWhole && std::rename(fresh.c_str(), path.c_str()) == 0;
}

}  // namespace ct::native
