// summary, compare and report: what results say, to a person.
#include <iostream>
#include <vector>

#include "host/command_line/shared_options.hpp"
#include "host/command_line/terminal.hpp"
#include "host/commands/commands.hpp"
#include "host/commands/run_settings.hpp"
#include "host/files/output.hpp"
#include "host/page/page.hpp"
#include "host/report/compare.hpp"
#include "host/report/summary.hpp"
#include "host/results/result_file.hpp"
#include "host/results/sweep_result.hpp"

namespace racecast {
namespace {

struct SummaryCommand {
  std::string file, threshold;
  bool json = false;
};

int summary(const SummaryCommand& command, const Invocation&) {
  const std::string& threshold = command.threshold;
  const auto file = read_result_or_sweep(command.file);
  if (const auto* sweep = std::get_if<SweepResult>(&file)) {
    command.json ? show(sweep_data(*sweep, threshold)) : show(sweep_answer(*sweep, threshold));
  } else {
    const auto& result = std::get<Result>(file);
    command.json ? show(summary_data(result, threshold)) : show(summary_answer(result, threshold));
  }
  return 0;
}

struct CompareCommand {
  std::string a, b, threshold;
  bool json = false;
};

int compare(const CompareCommand& command, const Invocation&) {
  const Result a = read_result(command.a), b = read_result(command.b);
  const Comparison comparison = compare_results(a, b, command.threshold);
  const Config of_a = config_in(a, command.a), of_b = config_in(b, command.b);
  const ComparedFile file_a{command.a, a, of_a}, file_b{command.b, b, of_b};
  command.json ? show(comparison_data(file_a, file_b, comparison))
               : show(comparison_answer(file_a, file_b, comparison));
  return 0;
}

struct ReportCommand {
  std::vector<std::string> files;
  std::string output;
  bool force = false;
};

int write_page(const ReportCommand& command, const Invocation&) {
  page_html({});  // asked before the work: is the page there at all?
  require_writable_output(command.output, command.force);
  std::vector<Result> results;
  results.reserve(command.files.size());
  std::vector<PageResult> pages;
  for (const std::string& file : command.files) {
    results.push_back(read_result(file));
    pages.push_back({file, results.back()});
  }
  write_text_file(command.output, page_html(page_data(pages)));
  std::cerr << "wrote " << command.output << '\n';
  return 0;
}

}  // namespace

Command summary_command() {
  auto [command, fields] = make_command("summary", "Who is first, when and by how much", summary);
  command.add(options::result, &fields.file).text =
      "A result file of `racecast run` or `racecast sweep`";
  command.add(options::threshold, &fields.threshold);
  command.add(options::json, &fields.json);
  return command;
}

Command compare_command() {
  auto [command, fields] = make_command(
      "compare", "Two results: how each probability differs, and what goes with it", compare);
  command.add(options::result, &fields.a).names = "FILE_A";
  command.add({"FILE_B", ValueKind::result, "The same"}, &fields.b).required = true;
  command.add(options::threshold, &fields.threshold);
  command.add(options::json, &fields.json);
  return command;
}

Command report_command() {
  auto [command, fields] = make_command(
      "report", "One interactive page of results, for a browser; works offline", write_page);
  command.add(options::result, &fields.files).text =
      "Result files of `racecast run`; others are compared with the first";
  command.add({"-o,--output", ValueKind::file, "The page", "FILE"}, &fields.output).required = true;
  command.add(options::force, &fields.force).text = "Replace the page if it exists";
  return command;
}

}  // namespace racecast
