#include "host/command_line/shared_options.hpp"

#include "host/machine/device.hpp"
#include "kernels/model/limits.hpp"

namespace racecast::options {

using Kind = ValueKind;

const Option config{
    .names = "CONFIG", .kind = Kind::config, .text = "The question, a TOML file", .required = true};
const Option result{.names = "FILE",
                    .kind = Kind::result,
                    .text = "A result file of `racecast run`",
                    .required = true};
const Option input{.names = "INPUT",
                   .kind = Kind::config_or_result,
                   .text = "TOML file, or a result file",
                   .required = true};

const Option output{
    .names = "-o,--output", .kind = Kind::result, .text = "Result file", .shown = "FILE"};
const Option json_output{.names = "-o,--output",
                         .kind = Kind::file,
                         .text = "Write the JSON to this file as well",
                         .shown = "JSON_FILE"};
const Option force{.names = "--force", .kind = Kind::flag, .text = "Replace the file if it exists"};
const Option quiet{.names = "--quiet", .kind = Kind::flag, .text = "Nothing on stderr but errors"};
const Option json{.names = "--json", .kind = Kind::flag, .text = "As JSON"};

const Option set{.names = "--set",
                 .kind = Kind::setting,
                 .text = "Change a key of the config; may be repeated",
                 .shown = "PATH=VALUE"};
const Option threshold{.names = "--threshold", .text = "Only this one", .shown = "NAME"};
const Option seed{.names = "--seed",
                  .kind = Kind::count,
                  .text = "Other seeds are other random numbers",
                  .shown = "S"};
const Option trajectories{.names = "--trajectories",
                          .kind = Kind::count,
                          .text = "How many; 1e6, 1M and 1_000_000 are one",
                          .low = 1,
                          .high = max_trajectories};

const Option device{
    .names = "--device",
    .kind = Kind::device,
    .text = "auto (a GPU where there is one), cpu, cuda, cuda:0,1 (these GPUs), all (every GPU)",
    .shown = "DEVICE"};
const Option threads{.names = "--threads",
                     .kind = Kind::count,
                     .text = "Of the CPU (default: all)",
                     .low = 1,
                     .high = 1024};
const Option isa{.names = "--isa",
                 .kind = Kind::choice,
                 .text = "Instruction set of the CPU (default: the fastest)",
                 .choices = all_isa_names()};
// For proofs that the instruction set leaves the numbers as they are.
const Option hidden_isa{
    .names = "--isa", .kind = Kind::choice, .hidden = true, .choices = all_isa_names()};

const Option progress{.names = "--progress",
                      .kind = Kind::choice,
                      .text = "How progress is shown on stderr",
                      .choices = {"auto", "plain", "none"}};
const Option resume{.names = "--resume", .kind = Kind::flag};
const Option shard{.names = "--shard", .shown = "I/N"};

const Option data{.names = "--data",
                  .kind = Kind::csv,
                  .text =
                      "What was observed: a CSV file of series, nation, date, value, unit and "
                      "uncertainty",
                  .shown = "CSV_FILE",
                  .required = true};
const Option series{.names = "--series",
                    .kind = Kind::config,
                    .text =
                        "What each series measures and how well (default: series.toml beside "
                        "the data)",
                    .shown = "TOML_FILE"};

}  // namespace racecast::options
