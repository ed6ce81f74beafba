#include "host/machine/check_resources.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <string>

namespace racecast {
namespace {

std::optional<std::uint64_t> number_in(const std::string& path) {
  std::uint64_t number = 0;
  if (std::ifstream(path) >> number) return number;
  return {};
}

std::optional<std::uint64_t> of_machine() {
  std::ifstream file("/proc/meminfo");
  std::string key, unit;
  for (std::uint64_t kibibytes = 0; file >> key >> kibibytes; std::getline(file, unit))
    if (key == "MemAvailable:") return kibibytes * 1024;
  return {};
}

/// What one control group leaves. The cache of files is given back when it is needed.
std::optional<std::uint64_t> left_in(const std::string& folder) {
  const auto most = number_in(folder + "/memory.max"), used = number_in(folder + "/memory.current");
  if (!most || !used) return {};  // "max" is no number: no limit
  std::uint64_t cache = 0, value = 0;
  std::ifstream statistics(folder + "/memory.stat");
  for (std::string key; statistics >> key >> value;)
    if (key == "inactive_file" || key == "active_file") cache += value;
  const std::uint64_t held = *used > cache ? *used - cache : 0;
  return *most > held ? *most - held : 0;
}

/// Version 2 of control groups: "0::/path".
std::string own_control_group() {
  std::ifstream groups("/proc/self/cgroup");
  for (std::string line; std::getline(groups, line);)
    if (line.starts_with("0::")) return line.substr(3);
  return "";
}

std::optional<std::uint64_t> of_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return {};
  const auto pages = number_in("/proc/self/statm").value_or(0);
  const std::uint64_t used = pages * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
  return limit.rlim_cur > used ? limit.rlim_cur - used : 0;
}

/// The less of two, either of which may be unknown.
std::optional<std::uint64_t> less(std::optional<std::uint64_t> a, std::optional<std::uint64_t> b) {
  return a && b ? std::min(a, b) : a ? a : b;
}

}  // namespace

std::optional<std::uint64_t> left_by_control_groups(const std::string& root, std::string group) {
  std::optional<std::uint64_t> least = left_in(root);  // that of a container, seen from inside
  while (!group.empty()) {
    least = less(least, left_in(root + group));
    group.resize(group.rfind('/') == std::string::npos ? 0 : group.rfind('/'));
  }
  return least;
}

std::optional<std::uint64_t> free_memory() {
  return less(less(of_machine(), of_limit()),
              left_by_control_groups("/sys/fs/cgroup", own_control_group()));
}

}  // namespace racecast
