#include "address_resolver.h"

#include <netdb.h>

#include <cstdio>
#include <cstring>

namespace ct {

Lookup resolveNow(const char* host, uint16_t port, bool numericOnly, Address& address) {
  char service[6];
  (void)std::snprintf(service, sizeof service, "%u", static_cast<unsigned>(port));
  addrinfo hints{};
  hints.ai_family = AF_UNSPEC;
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = numericOnly ? AI_NUMERICHOST : 0;
  addrinfo* found = nullptr;
  if (getaddrinfo(host, service, &hints, &found) != 0 || found == nullptr) return Lookup::failed;
  const bool fits = found->ai_addrlen <= sizeof address.bytes;
  if (fits) {
    std::memcpy(&address.bytes, found->ai_addr, found->ai_addrlen);
    address.count = static_cast<socklen_t>(found->ai_addrlen);
  }
  freeaddrinfo(found);
  return fits ? Lookup::found : Lookup::failed;
}

}  // namespace ct
