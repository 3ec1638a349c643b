#include "heap_meter.h"

#include <malloc.h>

#include <cstdlib>
#include <new>

namespace {

size_t inUse = 0;

}  // namespace

void* operator new(size_t count) {
  void* place = std::malloc(count == 0 ? 1 : count);
  if (place == nullptr) std::abort();
  inUse += malloc_usable_size(place);
  return place;
}

void operator delete(void* place) noexcept {
  if (place != nullptr) inUse -= malloc_usable_size(place);
  std::free(place);
}

void operator delete(void* place, size_t) noexcept { operator delete(place); }

size_t ct::test::heapInUse() { return inUse; }
