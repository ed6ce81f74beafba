#include <iostream>
#include <vector>

#include "host/command_line/shared_options.hpp"
#include "host/commands/commands.hpp"
#include "host/error.hpp"
#include "host/files/output.hpp"
#include "host/page/page.hpp"
#include "host/results/result_file.hpp"

namespace racecast {
namespace {

struct ReportCommand {
  std::vector<std::string> files;
  std::string output;
  bool force = false;
};

int write_page(const ReportCommand& command) {
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

void report_options(Command& command, ReportCommand& fields) {
  command.add(options::result, &fields.files).text =
      "Result files of `racecast run`; others are compared with the first";
  command.add({.names = "-o,--output",
               .kind = ValueKind::file,
               .text = "The page",
               .shown = "FILE",
               .required = true},
              &fields.output);
  command.add(options::force, &fields.force).text = "Replace the page if it exists";
}

}  // namespace

Command report_command() {
  return make_command("report", "One interactive page of results, for a browser; works offline",
                      report_options, write_page);
}

}  // namespace racecast
