#include "host/files/atomic_file.hpp"

#include "host/error.hpp"
#include "tests/catch.hpp"
#include "tests/files/small_disk.hpp"
#include "tests/results/temporary_folder.hpp"

namespace racecast {
namespace {

using synthetic::bytes_of;
using synthetic::put_bytes;
using synthetic::TemporaryFolder;

void write_text(AtomicFile& file, const std::string& text) {
  file.write(std::as_bytes(std::span(text.data(), text.size())));
}

void publish(const std::string& path, const std::string& text) {
  AtomicFile file(path);
  write_text(file, text);
  file.publish();
}

}  // namespace

TEST_CASE("a file appears when it is published, and nothing else does", "[results]") {
  const TemporaryFolder folder;
  {
    AtomicFile file(folder.file("a"));
    write_text(file, "one");
    CHECK_FALSE(std::filesystem::exists(folder.file("a")));
    write_text(file, "two");
    file.publish();
  }
  CHECK(bytes_of(folder.file("a")) == "onetwo");
  CHECK(folder.entries() == 1);
}

TEST_CASE("a file that is given up leaves the old one and no trace", "[results]") {
  const TemporaryFolder folder;
  put_bytes(folder.file("a"), "old");
  {
    AtomicFile file(folder.file("a"));
    write_text(file, "new");
    CHECK(folder.entries() == 2);
  }
  CHECK(bytes_of(folder.file("a")) == "old");
  CHECK(folder.entries() == 1);
}

TEST_CASE("two writers of one name do not meet", "[results]") {
  const TemporaryFolder folder;
  AtomicFile first(folder.file("a")), second(folder.file("a"));
  write_text(first, "first");
  write_text(second, "second");
  second.publish();
  first.publish();
  CHECK(bytes_of(folder.file("a")) == "first");
  CHECK(folder.entries() == 1);
}

TEST_CASE("a link stays a link, also one that leads nowhere yet", "[results]") {
  const TemporaryFolder folder;
  std::filesystem::create_directory(folder.path() / "real");
  std::filesystem::create_symlink("real/a", folder.path() / "link");
  for (const std::string text : {"one", "two"}) {
    publish(folder.file("link"), text);
    CHECK(std::filesystem::is_symlink(folder.path() / "link"));
    CHECK(bytes_of(folder.file("real/a")) == text);
  }
}

TEST_CASE("a name without a folder is one of the current folder", "[results]") {
  const TemporaryFolder folder;
  const auto before = std::filesystem::current_path();
  std::filesystem::current_path(folder.path());
  publish("plain", "text");
  std::filesystem::current_path(before);
  CHECK(bytes_of(folder.file("plain")) == "text");
}

TEST_CASE("what is no plain file is not replaced", "[results]") {
  const TemporaryFolder folder;
  CHECK_THROWS_AS(AtomicFile("/dev/null"), Error);
  CHECK_THROWS_AS(AtomicFile(folder.path().string()), Error);
  CHECK_THROWS_WITH(AtomicFile(folder.file("none/a")),
                    Catch::Contains("No such file or directory"));
  CHECK(std::filesystem::is_character_file("/dev/null"));
}

TEST_CASE("a full disk is an error that leaves the old file", "[results]") {
  const TemporaryFolder folder;
  const synthetic::SmallDisk disk(folder.path().string(), "size=64k");
  if (!disk.mounted()) {
    WARN("skipped: no small disk can be mounted here (" << disk.why_not() << ")");
    return;
  }
  put_bytes(folder.file("a"), "old");
  try {
    publish(folder.file("a"), std::string(1 << 20, 'x'));
    FAIL("a file of 1 MiB went onto a disk of 64 KiB");
  } catch (const Error& error) {
    CHECK(error.exit_code() == 1);
    CHECK_THAT(error.what(), Catch::Contains("No space left on device"));
  }
  CHECK(bytes_of(folder.file("a")) == "old");
  CHECK(folder.entries() == 1);
}

TEST_CASE("a folder that cannot be written is an error", "[results]") {
  const TemporaryFolder folder;
  put_bytes(folder.file("a"), "old");
  const synthetic::SmallDisk disk(folder.path().string(), "", true);
  if (!disk.mounted()) {
    WARN("skipped: no read-only disk can be mounted here (" << disk.why_not() << ")");
    return;
  }
  CHECK_THROWS_WITH(AtomicFile(folder.file("b")), Catch::Contains("Read-only file system"));
}

}  // namespace racecast
