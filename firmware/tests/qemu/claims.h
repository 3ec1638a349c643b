#pragma once

namespace ct::qemu {

/// A claim of the case that runs. One that does not hold fails the case and is printed.
void claim(bool holds, const char* what);

void everyFrame();
void deviceThroughAnOutage();

}  // namespace ct::qemu
