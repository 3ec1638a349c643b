#pragma once
#include <cstddef>

namespace ct::test {

/// Bytes that `new` has given out and nobody has returned. That the core calls no other allocator is checked where it is
/// linked for the chip.
size_t heapInUse();

}  // namespace ct::test
