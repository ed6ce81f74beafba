#include "host/files/sha256.hpp"

#include <algorithm>
#include <vector>

#include "tests/catch.hpp"

namespace racecast {
namespace {

std::string sha256(std::string_view text) { return Sha256().update(text).hex(); }

}  // namespace

TEST_CASE("SHA-256 gives the known answers", "[results]") {
  // FIPS 180-4 examples, and lengths around the border of the last block (from Python's hashlib).
  CHECK(sha256("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(sha256("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  const std::pair<std::size_t, const char*> lengths[] = {
      {55, "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318"},
      {56, "b35439a4ac6f0948b6d6f9e3c6af0f5f590ce20f1bde7090ef7970686ec6738a"},
      {63, "7d3e74a05d7db15bce4ad9ec0658ea98e3f06eeecf16b4c6fff2da457ddc2f34"},
      {64, "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb"},
      {65, "635361c48bb9eab14198e76ea8ab7f1a41685d6ad62aa9146d301d4f17eb0ae0"},
      {119, "31eba51c313a5c08226adf18d4a359cfdfd8d2e816b13f4af952f7ea6584dcfb"},
      {120, "2f3d335432c70b580af0e8e1b3674a7c020d683aa5f73aaaedfdc55af904c21c"},
      {1'000'000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"}};
  for (const auto& [length, digest] : lengths) CHECK(sha256(std::string(length, 'a')) == digest);
}

TEST_CASE("SHA-256 does not depend on how the message is cut", "[results]") {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += static_cast<char>(i * 7 % 251);
  for (const std::size_t piece : {1u, 3u, 63u, 64u, 65u, 127u, 500u}) {
    Sha256 sha;
    for (std::size_t at = 0; at < text.size(); at += piece)
      sha.update(std::string_view(text).substr(at, piece));
    CHECK(sha.hex() == sha256(text));
  }
}

TEST_CASE("the processor's own SHA-256 is the plain one", "[results]") {
  const ShaBlocks own = processor_sha_blocks();
  if (own == nullptr) {
    WARN("this processor has none");
    return;
  }
  std::vector<std::byte> bytes(20 * sha_block);
  std::uint32_t word = 1;
  for (std::byte& byte : bytes) byte = static_cast<std::byte>((word = word * 69069u + 1u) >> 24);
  for (std::size_t blocks = 0; blocks <= 20; ++blocks) {
    const auto part = std::span(bytes).first(blocks * sha_block);
    ShaState plain = {1, 2, 3, 4, 0x80000000u, 6, 7, 0xffffffffu}, other = plain;
    plain_sha_blocks(plain, part);
    own(other, part);
    CHECK(plain == other);
    CHECK((blocks == 0) == (plain == ShaState{1, 2, 3, 4, 0x80000000u, 6, 7, 0xffffffffu}));
  }
}

TEST_CASE("SHA-256 takes numbers lowest byte first", "[results]") {
  const std::uint64_t numbers[] = {0x0807060504030201u, 0x100f0e0d0c0b0a09u};
  std::string bytes;
  for (char c = 1; c <= 16; ++c) bytes += c;
  CHECK(Sha256().update_u64(numbers).hex() == sha256(bytes));
}

}  // namespace racecast
