#include "host/machine/device.hpp"

#include "tests/catch.hpp"

namespace racecast {

TEST_CASE("processes that share processors take equal parts of them", "[machine]") {
  CHECK(fair_threads(16, 64, 16, 4) == 4);
  CHECK(fair_threads(16, 48, 16, 3) == 5);
  CHECK(fair_threads(2, 8, 2, 4) == 1);  // more processes than processors
  CHECK(fair_threads(8, 8, 8, 1) == 8);
}

TEST_CASE("processes that are bound to processors of their own take these", "[machine]") {
  CHECK(fair_threads(4, 16, 16, 4) == 4);
  CHECK(fair_threads(1, 4, 4, 2) == 1);  // the other has 3
  CHECK(fair_threads(3, 4, 4, 2) == 3);
}

TEST_CASE("a process takes its own threads, unless a number is asked for", "[machine]") {
  const LocalSlot slot{1, 4, 3};
  CHECK(share_of({"cpu", 0, ""}, slot, 2).threads == 3);
  CHECK(share_of({"cpu", 7, ""}, slot, 2).threads == 7);
  CHECK(share_of({"auto", 0, "avx2"}, slot, 0).threads == 3);
  CHECK(share_of({"auto", 0, "avx2"}, slot, 0).isa == "avx2");
}

TEST_CASE("GPUs go to the processes of a machine by their number there", "[machine]") {
  const auto device = [](const char* asked, int number, int of, int gpus) {
    return share_of({asked, 0, ""}, {number, of, 1}, gpus).device;
  };
  CHECK(device("auto", 0, 4, 4) == "cuda:0");
  CHECK(device("auto", 3, 4, 4) == "cuda:3");
  CHECK(device("cuda", 3, 4, 2) == "cuda:1");
  CHECK(device("auto", 3, 4, 0) == "auto");
  CHECK(device("cpu", 3, 4, 4) == "cpu");
  CHECK(device("cuda:2", 1, 4, 4) == "cuda:2");
  CHECK(device("all", 0, 2, 5) == "cuda:0,2,4");
  CHECK(device("all", 1, 2, 5) == "cuda:1,3");
  CHECK(device("all", 2, 3, 2) == "cuda:0");  // more processes than GPUs
}

}  // namespace racecast
