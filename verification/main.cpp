// racecast_tables: the tables of the documentation, and the checks that hang on them.
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <iostream>

#include "host/error.hpp"
#include "kernels/engine/cpu_features.hpp"
#include "verification/closed_forms/tables.hpp"
#include "verification/posteriors/tables.hpp"
#include "verification/processes/tables.hpp"
#include "verification/reference/tables.hpp"
#include "verification/tables.hpp"

namespace racecast::verification {
namespace {

struct Command {
  StudyOptions study{std::string(RACECAST_SOURCE_DIR) + "/configs/baseline.toml", 8192, 0};
  SbcQuestion sbc;
  std::string likelihood = likelihood_names[0];
  VerificationOptions verification;
  std::vector<std::string> only;
  std::string table, page;
  bool check = false;
  int status = 0;
};

void print(const Findings& findings, const std::string& length, Command& command) {
  if (!command.check) {
    std::cout << findings.table;
    return;
  }
  for (const std::string& line : findings.wrong) std::cout << line << '\n';
  fmt::print("{} checks fail with {}\n", findings.wrong.size(), length);
  if (!findings.wrong.empty()) command.status = 1;
}
void print(const Findings& findings, Command& command) {
  print(findings, fmt::format("{} draws", command.study.draws), command);
}

void add_study_options(CLI::App& app, Command& command, bool checks) {
  app.add_option("--config", command.study.config, "The baseline")->type_name("FILE");
  app.add_option("--draws", command.study.draws, "More draws, smaller errors")
      ->check(CLI::Range(64, 1 << 20))
      ->capture_default_str();
  app.add_option("--threads", command.study.threads, "Default: all")->check(CLI::Range(1, 1024));
  if (checks)
    app.add_flag("--check", command.check, "Print what is wrong; exit with 1 if anything is");
}

// Blocks of docs/config.md.
void add_config_commands(CLI::App& app, Command& command) {
  CLI::App* keys = app.add_subcommand("keys", "The keys of a table of a config");
  keys->add_option("TABLE", command.table)->required()->check(CLI::IsMember(key_table_names()));
  keys->callback([&] { std::cout << keys_table(command.table); });
  CLI::App* results = app.add_subcommand("results", "The datasets of a group of a result file");
  results->add_option("GROUP", command.table)
      ->required()
      ->check(CLI::IsMember(result_group_names()));
  results->callback([&] { std::cout << result_table(command.table); });
  const auto print_of = [&](const char* name, const char* what, std::string (*table)()) {
    app.add_subcommand(name, what)->callback([table] { std::cout << table(); });
  };
  print_of("families", "The families of priors", families_table);
  print_of("metrics", "What thresholds can be about", metrics_table);
  print_of("limits", "How much a config may hold", limits_table);
}

void add_verification(CLI::App& app, Command& command) {
  CLI::App* verify = app.add_subcommand("verification", "The engine against closed forms");
  verify->add_option("--paths", command.verification.paths, "Of each check; or draws")
      ->check(CLI::Range(1 << 15, 1 << 30))
      ->capture_default_str();
  verify->add_option("--threads", command.verification.threads, "Default: all")
      ->check(CLI::Range(1, 1024));
  verify->add_flag("--check", command.check, "Print what is wrong; exit with 1 if anything is");
  verify->add_option("--page", command.page, "A page whose table must have the same rows")
      ->type_name("FILE");
  verify->callback([&] {
    print(verification_table(command.verification, command.page),
          fmt::format("{} paths", command.verification.paths), command);
  });
}

void add_sbc(CLI::App& app, Command& command) {
  CLI::App* sbc = app.add_subcommand("sbc", "Whether posteriors of simulated histories are right");
  sbc->add_option("--simulations", command.sbc.simulations)
      ->check(CLI::Range(20, 1 << 20))
      ->capture_default_str();
  sbc->add_option("--seed", command.sbc.seed)->capture_default_str();
  sbc->add_option("--believed-errors", command.sbc.believed_errors,
                  "Plant a bug: errors of observation taken for so many times the true ones")
      ->check(CLI::Range(0.01, 100.0))
      ->capture_default_str();
  sbc->add_option("--likelihood", command.likelihood, "As of `racecast calibrate`")
      ->check(CLI::IsMember(
          std::vector<std::string>(std::begin(likelihood_names), std::end(likelihood_names))))
      ->capture_default_str();
  sbc->add_option("--threads", command.sbc.threads, "Default: all")->check(CLI::Range(1, 1024));
  sbc->callback([&] {
    for (int kind = 0; kind < 3; ++kind)
      if (command.likelihood == likelihood_names[kind])
        command.sbc.likelihood = static_cast<LikelihoodKind>(kind);
    const Findings findings = sbc_table(command.sbc);
    std::cout << findings.table;
    if (!findings.wrong.empty()) command.status = 1;
  });
}

void add_commands(CLI::App& app, Command& command) {
  CLI::App* parameters = app.add_subcommand("parameters", "docs/parameters.md");
  parameters->add_option("--config", command.study.config, "The baseline")->type_name("FILE");
  parameters->callback([&] { std::cout << parameters_page(command.study.config); });

  CLI::App* registry = app.add_subcommand("registry", "The evidence, and what rests on it");
  registry->add_option("--config", command.study.config, "A config beside it")->type_name("FILE");
  registry->callback([&] { std::cout << registry_table(command.study.config); });

  add_config_commands(app, command);
  CLI::App* processes = app.add_subcommand("processes", "What each process moves");
  add_study_options(*processes, command, true);
  processes->add_option("--only", command.only, "Names of processes");
  processes->callback([&] { print(process_table(command.study, command.only), command); });

  CLI::App* evidence = app.add_subcommand("evidence", "Medians against the evidence of a start");
  add_study_options(*evidence, command, true);
  evidence->callback([&] { print(evidence_table(command.study), command); });

  CLI::App* hindcast = app.add_subcommand("hindcast", "How a hindcast scores");
  add_study_options(*hindcast, command, false);
  hindcast->callback([&] { std::cout << hindcast_table(command.study); });

  CLI::App* record =
      app.add_subcommand("hindcast-record", "configs/hindcast-scores.json: scores for summaries");
  add_study_options(*record, command, true);
  record->callback([&] { print(hindcast_record(command.study), command); });

  CLI::App* structure = app.add_subcommand("structure", "The answer under other structures");
  add_study_options(*structure, command, false);
  structure->callback([&] { std::cout << structure_table(command.study); });
  add_sbc(app, command);
  add_verification(app, command);
}

int run(int argc, char** argv) {
  CLI::App app("Tables about the model, as Markdown.", "racecast_tables");
  app.require_subcommand(1);
  Command command;
  command.study.threads = command.verification.threads = available_threads();
  add_commands(app, command);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& stop) {
    return app.exit(stop);
  }
  return command.status;
}

}  // namespace
}  // namespace racecast::verification

int main(int argc, char** argv) {
  try {
    return racecast::verification::run(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << "racecast_tables: " << error.what() << '\n';
    return 1;
  }
}
