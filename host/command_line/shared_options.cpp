#include "host/command_line/shared_options.hpp"

#include "host/machine/device.hpp"
#include "kernels/model/limits.hpp"

namespace racecast::options {

using Kind = ValueKind;

Option required(Option option) {
  option.required = true;
  return option;
}

const Option config = required({"CONFIG", Kind::config, "The question, a TOML file"});
const Option result = required({"FILE", Kind::result, "A result file of `racecast run`"});
const Option input = required({"INPUT", Kind::config_or_result, "TOML file, or a result file"});

const Option output{"-o,--output", Kind::result, "Result file", "FILE"};
const Option json_output{"-o,--output", Kind::file, "Write the JSON to this file as well",
                         "JSON_FILE"};
const Option force{"--force", Kind::flag, "Replace the file if it exists"};
const Option quiet{"--quiet", Kind::flag, "Nothing on stderr but errors"};
const Option json{"--json", Kind::flag, "As JSON"};

const Option set{"--set", Kind::setting, "Change a key of the config; may be repeated",
                 "PATH=VALUE"};
const Option threshold{"--threshold", Kind::text, "Only this one", "NAME"};
const Option seed{"--seed", Kind::count, "Other seeds are other random numbers", "S"};
const Option trajectories{
    "--trajectories", Kind::count, "How many; 1e6, 1M and 1_000_000 are one", "", 1,
    max_trajectories};

const Option device{
    "--device", Kind::device,
    "auto (a GPU where there is one), cpu, cuda, cuda:0,1 (these GPUs), all (every GPU)", "DEVICE"};
const Option threads{"--threads", Kind::count, "Of the CPU (default: all)", "", 1, 1024};
const Option isa =
    choice("--isa", "Instruction set of the CPU (default: the fastest)", all_isa_names());
// For proofs that the instruction set leaves the numbers as they are.
const Option hidden_isa = [] {
  Option option = choice("--isa", "", all_isa_names());
  option.hidden = true;
  return option;
}();

const Option progress =
    choice("--progress", "How progress is shown on stderr", {"auto", "plain", "none"});
const Option resume{"--resume", Kind::flag};
const Option shard{"--shard", Kind::text, "", "I/N"};

const Option data =
    required({"--data", Kind::csv,
              "What was observed: a CSV file of series, nation, date, value, unit and uncertainty",
              "CSV_FILE"});
const Option series{"--series", Kind::config,
                    "What each series measures and how well (default: series.toml beside the data)",
                    "TOML_FILE"};

}  // namespace racecast::options
