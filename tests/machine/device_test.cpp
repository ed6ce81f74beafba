#include "host/machine/device.hpp"

#include "host/error.hpp"
#include "tests/catch.hpp"

namespace racecast {

using Catch::Matchers::ContainsSubstring;

TEST_CASE("--device names GPUs by their numbers", "[machine]") {
  CHECK(gpu_numbers("cuda", 3) == std::vector{0});
  CHECK(gpu_numbers("cuda:2", 3) == std::vector{2});
  CHECK(gpu_numbers("cuda:2,0", 3) == std::vector{2, 0});
  CHECK(gpu_numbers("cuda:all", 3) == std::vector{0, 1, 2});
  CHECK(gpu_numbers("all", 2) == std::vector{0, 1});
}

TEST_CASE("a device that cannot be meant is a mistake before any is looked for", "[machine]") {
  for (const char* fine : {"auto", "cpu", "cuda", "cuda:0,1", "cuda:all", "all"})
    CHECK_FALSE(find_device_mistake(fine));
  for (const char* wrong : {"abacus", "", "cpu:0", "cuda0", "CUDA"})
    CHECK_THAT(find_device_mistake(wrong).value_or(""), ContainsSubstring("is unknown"));
}

TEST_CASE("a GPU that is not there, or named twice, is said so", "[machine]") {
  const auto [text, word] = GENERATE(table<std::string, std::string>({
      {"cuda:", "not there"},
      {"cuda:x", "'x'"},
      {"cuda:2", "there are 2"},
      {"cuda:-1", "'-1'"},
      {"cuda:0,", "not there"},
      {"cuda:1,1", "GPU 1 twice"},
      {"cuda:0 ,1", "'0 '"},
  }));
  INFO(text);
  CHECK_THROWS_WITH(gpu_numbers(text, 2), ContainsSubstring(word));
}

}  // namespace racecast
