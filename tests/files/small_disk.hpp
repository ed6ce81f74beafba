// A file system in memory for tests of full and read-only disks, where the machine permits it.
#pragma once

#include <sched.h>
#include <sys/mount.h>

#include <cerrno>
#include <cstring>
#include <string>
#include <utility>

namespace racecast::synthetic {

/// Mounted over `folder`, for this process alone, until it is destroyed.
class SmallDisk {
 public:
  SmallDisk(std::string folder, const char* options, bool read_only = false)
      : folder_(std::move(folder)) {
    mounted_ = unshare(CLONE_NEWNS) == 0 &&
               mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0 &&
               mount("tmpfs", folder_.c_str(), "tmpfs", read_only ? MS_RDONLY : 0, options) == 0;
    if (!mounted_) why_not_ = std::strerror(errno);
  }
  ~SmallDisk() {
    if (mounted_) umount2(folder_.c_str(), MNT_DETACH);
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;

  bool mounted() const { return mounted_; }
  const std::string& why_not() const { return why_not_; }

 private:
  std::string folder_;
  std::string why_not_;
  bool mounted_ = false;
};

}  // namespace racecast::synthetic
