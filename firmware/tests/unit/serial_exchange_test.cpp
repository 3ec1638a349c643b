#include "../../core/drivers/serial_exchange.h"

#include <doctest/doctest.h>

#include "../../core/drivers/serial_protocols.h"
#include "../fake_uart.h"

using namespace ct;
using namespace ct::test;

namespace {

Channel askOnce(FakeUart& uart, SerialProtocol& protocol) {
  SerialExchange exchange(uart, protocol, 500);
  exchange.ask(1000);
  for (uint64_t now = 1000; now <= 2500; now += 10) {
    if (exchange.poll(now)) return exchange.channel();
  }
  FAIL("an exchange must settle by its timeout");
  return {};
}

}  // namespace

TEST_CASE("every serial sensor is read whole and a byte at a time") {
  for (const size_t perRead : {size_t{1}, size_t{64}}) {
    FakeUart uart;
    uart.perRead = perRead;
    WinsenProtocol winsenProtocol(5000);
    uart.answer = hex("FF 86 02 60 3D 00 00 00 DB");
    CHECK(askOnce(uart, winsenProtocol).value == 608);
    CHECK(winsenProtocol.cellC() == 21);
    GssProtocol gssProtocol(10, 200000);
    uart.answerTo = [](const Bytes& request) {
      return request[0] == 'K' ? text(" K 00002\r\n") : request[0] == '.' ? text("?\r\n") : text(" Z 09800\r\n");
    };
    CHECK(askOnce(uart, gssProtocol).value == 98000);
    uart.answerTo = nullptr;
    K33Protocol k33Protocol(10, 300000);
    uart.answer = hex("FE 04 02 01 90 AC D8");
    CHECK(askOnce(uart, k33Protocol).value == 4000);
    WindProtocol windProtocol({});
    uart.answer = hex("01 03 02 00 20 B9 9C");
    CHECK(askOnce(uart, windProtocol).value == 3200);
  }
}

TEST_CASE("the request that goes out is the sensor's") {
  FakeUart uart;
  K33Protocol protocol(10, 300000);
  askOnce(uart, protocol);
  CHECK(uart.written == hex("FE 04 00 03 00 01 D5 C5"));
}

TEST_CASE("silence and a refusing UART are disconnected, a damaged answer is checksum") {
  FakeUart uart;
  WinsenProtocol protocol(5000);
  CHECK(askOnce(uart, protocol).quality == Quality::disconnected);
  uart.answer = hex("FF 86 02 60 3D 00 00 00 DA");
  CHECK(askOnce(uart, protocol).quality == Quality::checksum);
  uart.answer.clear();
  CHECK(askOnce(uart, protocol).quality == Quality::disconnected);
  uart.accepts = false;
  CHECK(askOnce(uart, protocol).quality == Quality::disconnected);
}

TEST_CASE("a Modbus exception is disconnected") {
  FakeUart uart;
  uart.answer = hex("FE 84 02 F2 F1");
  K33Protocol protocol(10, 300000);
  CHECK(askOnce(uart, protocol).quality == Quality::disconnected);
}

TEST_CASE("a late answer to the last question is not taken for the next") {
  FakeUart uart;
  WinsenProtocol protocol(5000);
  CHECK(askOnce(uart, protocol).quality == Quality::disconnected);
  uart.receive(hex("FF 86 13 88 41 00 00 00 9E"));
  uart.answer = hex("FF 86 02 60 3D 00 00 00 DB");
  CHECK(askOnce(uart, protocol).value == 608);
}
