#pragma once
#include "esp_err.h"
extern "C" [[noreturn]] void esp_restart(void);
