#pragma once
#include <mbedtls/x509_crt.h>

#include <ctime>

namespace ct {

/// MBEDTLS_X509_BADCERT_EXPIRED, MBEDTLS_X509_BADCERT_FUTURE or 0 for a certificate at `now`, its first and last second
/// included. 0 as well while the clock has not been set: a board gets the time over the same network, moments later.
uint32_t certificateDateFlags(const mbedtls_x509_crt& certificate, std::time_t now);

}  // namespace ct
