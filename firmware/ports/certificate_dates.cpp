#include "certificate_dates.h"

#include <tuple>

namespace ct {

namespace {

/// 2024; no board of ours is older, so an earlier time is a clock that counts from its start.
constexpr std::time_t earliestSetClock = 1704067200;

auto partsOf(const mbedtls_x509_time& at) { return std::make_tuple(at.year, at.mon, at.day, at.hour, at.min, at.sec); }

}  // namespace

uint32_t certificateDateFlags(const mbedtls_x509_crt& certificate, std::time_t now) {
  if (now < earliestSetClock) return 0;
  std::tm utc{};
  if (gmtime_r(&now, &utc) == nullptr) return 0;
  const auto today = std::make_tuple(utc.tm_year + 1900, utc.tm_mon + 1, utc.tm_mday, utc.tm_hour, utc.tm_min, utc.tm_sec);
  if (today > partsOf(certificate.valid_to)) return MBEDTLS_X509_BADCERT_EXPIRED;
  return today < partsOf(certificate.valid_from) ? MBEDTLS_X509_BADCERT_FUTURE : 0;
}

}  // namespace ct
