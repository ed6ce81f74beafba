// Stands in for host/toml/files.cpp: a case sees its own files and never the disk.
#include <stdexcept>

#include "host/error.hpp"
#include "host/text/utf8.hpp"
#include "host/toml/files.hpp"
#include "host/toml/precheck.hpp"
#include "host/toml/value.hpp"
#include "tests/config/texts.hpp"
#include "tests/fuzz/case.hpp"

namespace racecast {
namespace fuzz {
namespace {

constexpr const char* evidence_text = R"([capex-2025]
quantity = "capital expenditure"
unit = "billion USD per year"
country = "US"
period = "2025"
value = 400
low = 350
high = 450
source = "annual reports"
publisher = "the firms"
year = 2025
confidence = "high"
found = "found"
)";

const Case* current = nullptr;

}  // namespace

void use_files(const Case& input) { current = &input; }

}  // namespace fuzz

std::string read_file(const std::string& path) {
  static const std::string minimal = test::minimal_text();
  const auto found = fuzz::current->files.find(path);
  if (found != fuzz::current->files.end()) return found->second.substr(0, max_config_bytes + 1);
  if (path == fuzz::config_name) return fuzz::current->config;
  if (path == "minimal.toml") return minimal;
  if (path == "evidence.toml") return fuzz::evidence_text;
  throw Error(ErrorKind::file,
              "cannot read '" + shown(path) + "' (it is not there); check the name");
}

std::string read_input(const std::string& path) { return read_file(path); }

std::string read_data_file(const std::string& path, std::size_t most) {
  const auto found = fuzz::current->files.find(path);
  if (found == fuzz::current->files.end()) throw std::runtime_error("there is no such file");
  if (found->second.size() > most) throw std::runtime_error("it is too large");
  return found->second;
}

std::string file_identity(const std::string& path) { return path; }

}  // namespace racecast
