#include "host/commands/bench_config.hpp"

#include <filesystem>

#include "host/error.hpp"

namespace racecast {

namespace fs = std::filesystem;

std::string baseline_config() {
  std::error_code ignored;
  const fs::path program = fs::read_symlink("/proc/self/exe", ignored).parent_path();
  const fs::path baseline = fs::path("configs") / "baseline.toml";
  for (const fs::path& place : {baseline, program.parent_path() / baseline,
                                program.parent_path() / "share" / "racecast" / baseline})
    if (fs::is_regular_file(place, ignored)) return place.string();
  throw Error(ErrorKind::usage,
              "no config is named, and there is no configs/baseline.toml here or beside this "
              "program; name one, like racecast bench baseline.toml");
}

}  // namespace racecast
