#include "host/files/output_lock.hpp"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <string_view>

#include "host/error.hpp"
#include "host/files/atomic_file.hpp"
#include "host/text/utf8.hpp"
#include "host/toml/value.hpp"

namespace racecast {
namespace {

namespace fs = std::filesystem;

std::string holder_of(int descriptor) {
  char text[200];
  const ssize_t size = pread(descriptor, text, sizeof text, 0);
  return shown(std::string_view(text, size > 0 ? static_cast<std::size_t>(size) : 0));
}

/// The file whose lock is the right to write `path`.
std::string lock_of(const std::string& path) {
  const fs::path target = fs::absolute(resolved_output(path));
  return (target.parent_path() / fmt::format(".{}.lock", target.filename().string())).string();
}

[[noreturn]] void refuse(const std::string& path, int descriptor) {
  const std::string holder = holder_of(descriptor);
  close(descriptor);
  throw Error(ErrorKind::runtime,
              fmt::format("{} is being written by another racecast ({}); wait for it, or give "
                          "another -o FILE",
                          path, holder));
}

/// Whether the name still leads to the file that was opened: its last holder may have removed it.
bool still_named(const std::string& name, int descriptor) {
  struct stat of_name {
  }, of_file{};
  return stat(name.c_str(), &of_name) == 0 && fstat(descriptor, &of_file) == 0 &&
         of_name.st_ino == of_file.st_ino && of_name.st_dev == of_file.st_dev;
}

/// Whether `name` is a temporary file of an AtomicFile for `target`, or for its checkpoint.
bool is_temporary(std::string_view name, const std::string& target) {
  const std::string head = "." + target + ".";
  if (!name.starts_with(head) || !name.ends_with(temporary_suffix)) return false;
  name.remove_prefix(head.size());
  if (name.starts_with("ckpt.")) name.remove_prefix(5);
  name.remove_suffix(std::string_view(temporary_suffix).size());
  return name.find_first_not_of("0123456789-") == std::string_view::npos;
}

void sweep_away(const fs::path& target) {
  std::error_code ignored;
  for (const fs::directory_entry& entry : fs::directory_iterator(target.parent_path(), ignored))
    if (is_temporary(entry.path().filename().string(), target.filename().string()))
      fs::remove(entry.path(), ignored);
}

}  // namespace

void OutputLock::require_free(const std::string& path) {
  const int descriptor = open(lock_of(path).c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return;
  // Shared: of those who only ask, none is in another's way.
  if (flock(descriptor, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK) refuse(path, descriptor);
  close(descriptor);
}

OutputLock::OutputLock(const std::string& path) : lock_(lock_of(path)) {
  const auto fail = [&] {
    throw Error(ErrorKind::runtime, fmt::format("{} cannot be written ({}: {}); give another "
                                                "-o FILE",
                                                path, lock_, std::strerror(errno)));
  };
  for (;;) {
    descriptor_ = open(lock_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (descriptor_ < 0) fail();
    if (flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
      if (errno != EWOULDBLOCK) break;  // a file system without locks
      refuse(path, descriptor_);
    }
    if (still_named(lock_, descriptor_)) break;
    close(descriptor_);
  }
  char host[100] = "?";
  gethostname(host, sizeof host - 1);
  const std::string holder = fmt::format("process {} on {}", getpid(), host);
  if (ftruncate(descriptor_, 0) != 0 ||
      pwrite(descriptor_, holder.data(), holder.size(), 0) != static_cast<ssize_t>(holder.size())) {
    const int code = errno;
    unlink(lock_.c_str());
    close(descriptor_);
    errno = code;
    fail();
  }
  sweep_away(fs::absolute(resolved_output(path)));
}

OutputLock::~OutputLock() {
  unlink(lock_.c_str());
  close(descriptor_);
}

}  // namespace racecast
