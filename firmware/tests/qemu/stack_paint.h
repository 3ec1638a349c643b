#pragma once
#include <stddef.h>
#include <stdint.h>

/// The top of the stack, from the linker script; `run.sh` gives its size on the command line.
extern "C" uint8_t __stack[];

namespace ct::qemu {

constexpr uint8_t paint = 0xA5;

inline uint8_t* lowestOfStack() { return reinterpret_cast<uint8_t*>(reinterpret_cast<uintptr_t>(__stack) - STACK_BYTES); }

/// Paints the stack below the caller. What is overwritten later was used.
inline __attribute__((noinline)) void paintStack() {
  const uintptr_t end = reinterpret_cast<uintptr_t>(__builtin_frame_address(0)) - 128;
  for (volatile uint8_t* at = lowestOfStack(); reinterpret_cast<uintptr_t>(at) < end; ++at) *at = paint;
}

/// Bytes between the caller's stack and the deepest place used since it was painted.
inline __attribute__((noinline)) size_t stackUsed() {
  const uintptr_t here = reinterpret_cast<uintptr_t>(__builtin_frame_address(0));
  const uint8_t* at = lowestOfStack();
  while (reinterpret_cast<uintptr_t>(at) < here && *at == paint) ++at;
  return here - reinterpret_cast<uintptr_t>(at);
}

}  // namespace ct::qemu
