// racecast_tables: the tables of the documentation, and the checks that hang on them.
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <functional>
#include <iostream>

#include "host/error.hpp"
#include "kernels/engine/cpu_features.hpp"
#include "verification/closed_forms/tables.hpp"
#include "verification/posteriors/sbc.hpp"
#include "verification/processes/process.hpp"
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

void print(const Findings& findings, std::uint64_t size, const char* unit, Command& command) {
  if (!command.check) {
    std::cout << findings.table;
    return;
  }
  for (const std::string& line : findings.wrong) std::cout << line << '\n';
  fmt::print("{} checks fail with {} {}\n", findings.wrong.size(), size, unit);
  if (!findings.wrong.empty()) command.status = 1;
}

void add_threads(CLI::App& app, int& threads) {
  app.add_option("--threads", threads, "Default: all")->check(CLI::Range(1, 1024));
}
void add_check(CLI::App& app, Command& command) {
  app.add_flag("--check", command.check, "Print what is wrong; exit with 1 if anything is");
}

/// A table that is made of draws; `checks`: it can be checked, too.
CLI::App& add_study(CLI::App& app, Command& command, const char* name, const char* what,
                    bool checks, const std::function<Findings()>& table) {
  CLI::App* study = app.add_subcommand(name, what);
  study->add_option("--config", command.study.config, "The baseline")->type_name("FILE");
  study->add_option("--draws", command.study.draws, "More draws, smaller errors")
      ->check(CLI::Range(64, 1 << 20))
      ->capture_default_str();
  add_threads(*study, command.study.threads);
  if (checks) add_check(*study, command);
  study->callback([&command, table] { print(table(), command.study.draws, "draws", command); });
  return *study;
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
  add_threads(*verify, command.verification.threads);
  add_check(*verify, command);
  verify->add_option("--page", command.page, "A page whose table must have the same rows")
      ->type_name("FILE");
  verify->callback([&] {
    print(verification_table(command.verification, command.page), command.verification.paths,
          "paths", command);
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
  add_threads(*sbc, command.sbc.threads);
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

  const StudyOptions& study = command.study;
  add_study(app, command, "processes", "What each process moves", true, [&] {
    return process_table(study, command.only);
  }).add_option("--only", command.only, "Names of processes");
  add_study(app, command, "evidence", "Medians against the evidence of a start", true,
            [&] { return evidence_table(study); });
  add_study(app, command, "hindcast", "How a hindcast scores", false, [&] {
    return Findings{hindcast_table(study), {}};
  });
  add_study(app, command, "hindcast-record", "configs/hindcast-scores.json: scores for summaries",
            true, [&] { return hindcast_record(study); });
  add_study(app, command, "structure", "The answer under other structures", false, [&] {
    return Findings{structure_table(study), {}};
  });
  add_config_commands(app, command);
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
