#pragma once
#include <sys/socket.h>

#include <cstddef>
#include <cstdint>

namespace ct {

enum class Lookup : uint8_t { pending, found, failed };

struct Address {
  sockaddr_storage bytes;
  socklen_t count = 0;
};

/// Turns a host name into an address. A seam of its own, because getaddrinfo is the one call of a connection that may
/// wait for seconds: a shell that cannot afford that asks in a task or a thread of its own and says `pending` meanwhile.
class AddressResolver {
 public:
  /// Starts, or goes on with, the lookup of `host`; called again until it says `found` or `failed`.
  virtual Lookup resolve(const char* host, uint16_t port, Address& address) = 0;

 protected:
  ~AddressResolver() = default;
};

/// getaddrinfo, on the spot. `numericOnly` takes addresses and asks no name server, so it never waits.
Lookup resolveNow(const char* host, uint16_t port, bool numericOnly, Address& address);

/// For a shell whose network has a task of its own, and for addresses.
class BlockingResolver final : public AddressResolver {
 public:
  Lookup resolve(const char* host, uint16_t port, Address& address) override {
    return resolveNow(host, port, false, address);
  }
};

}  // namespace ct
