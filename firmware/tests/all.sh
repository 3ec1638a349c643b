#!/usr/bin/env bash
# Every proof of the firmware that needs no hardware: host tests, seeded bugs, fuzzing, the chip's instruction set.
# Argument: seconds of fuzzing a target (60).
set -euo pipefail
cd "$(dirname "$0")"
echo '== host tests, ASan and UBSan' && ./run.sh
echo '== seeded bugs' && ./mutation/run.sh
echo '== cppcheck'
command -v cppcheck >/dev/null || { echo 'Install it and run again: sudo apt-get install cppcheck' >&2; exit 1; }
cppcheck --std=c++17 --enable=warning,performance,portability --inline-suppr --error-exitcode=1 --quiet ../core ../hal
echo '== rv32imc in QEMU' && ./qemu/run.sh
echo '== fuzzing' && ./fuzz/run.sh "${1:-60}"
