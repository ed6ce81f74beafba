#include <iostream>
#include <memory>
#include <span>
#include <vector>

#include "host/commands/commands.hpp"
#include "host/commands/output.hpp"
#include "host/error.hpp"
#include "host/files/atomic_file.hpp"
#include "host/page/page.hpp"
#include "host/results/result_file.hpp"

namespace racecast {
namespace {

struct ReportCommand {
  std::vector<std::string> files;
  std::string output;
  bool force = false;
};

int report(const ReportCommand& command) {
  page_html({});  // asked before the work: is the page there at all?
  require_writable_output(command.output, command.force);
  std::vector<Result> results;
  results.reserve(command.files.size());
  std::vector<PageResult> pages;
  for (const std::string& file : command.files) {
    results.push_back(read_result(file));
    pages.push_back({file, results.back()});
  }
  const std::string html = page_html(page_data(pages));
  AtomicFile output(command.output);
  output.write(std::as_bytes(std::span(html)));
  output.publish();
  std::cerr << "wrote " << command.output << '\n';
  return 0;
}

}  // namespace

void add_report(CLI::App& app, Action& action) {
  CLI::App* command =
      app.add_subcommand("report", "One interactive page of results, for a browser; works offline");
  const auto options = std::make_shared<ReportCommand>();
  command
      ->add_option("FILE", options->files,
                   "Result files of `racecast run`; others are compared "
                   "with the first")
      ->required();
  command->add_option("-o,--output", options->output, "The page")->type_name("FILE")->required();
  command->add_flag("--force", options->force, "Replace the page if it exists");
  command->callback([&action, options] { action = [options] { return report(*options); }; });
}

}  // namespace racecast
