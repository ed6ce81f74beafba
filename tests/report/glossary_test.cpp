// The glossary that the program carries is the page of the documentation.
#include "host/report/glossary.hpp"

#include <algorithm>
#include <set>

#include "tests/catch.hpp"
#include "tests/commands/program.hpp"

using namespace racecast;

TEST_CASE("the glossary explains the words of the summary", "[glossary]") {
  const std::vector<Term> terms = glossary();
  std::set<std::string> names;
  for (const Term& term : terms) {
    CHECK_FALSE(term.section.empty());
    CHECK(term.meaning.ends_with('.'));
    CHECK(names.insert(term.name).second);
  }
  for (const char* word : {"draw", "path", "H100e", "effective FLOP", "CRPS", "PIT", "lead"})
    CHECK(names.contains(word));
}

TEST_CASE("help terms prints the glossary", "[glossary]") {
  const testing::Finished run = testing::run_program({"help", "terms"});
  CHECK(run.status == 0);
  CHECK(run.out == glossary_text());
  CHECK(run.out.find("draw: One set of values") != std::string::npos);
}
