#include "host/priors/empirical_file.hpp"

#include <hdf5.h>

#include <cmath>
#include <cstring>
#include <fstream>

#include "host/toml/csv_rows.hpp"
#include "tests/catch.hpp"
#include "tests/config/mistakes.hpp"
#include "tests/config/texts.hpp"
#include "tests/results/temporary_folder.hpp"
#include "tests/support/same_forecast.hpp"

using namespace racecast;
using namespace racecast::test;
using synthetic::TemporaryFolder;

namespace {

const std::string channel = channel_text("us", "a");

std::string config_with(const std::string& prior) {
  return minimal_text(channel + "growth = { dist = \"empirical\", " + prior + " }\n");
}

void write(const std::filesystem::path& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
}

template <class T>
void write_dataset(const std::filesystem::path& path, hid_t type, const std::vector<T>& values,
                   int rank = 1) {
  const hid_t file = H5Fcreate(path.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT);
  const hid_t group = H5Gcreate2(file, "data", H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT);
  const hsize_t extents[2] = {values.size(), 1};
  const hid_t space = H5Screate_simple(rank, extents, nullptr);
  const hid_t set = H5Dcreate2(group, "growth", type, space, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT);
  H5Dwrite(set, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data());
  H5Dclose(set);
  H5Sclose(space);
  H5Gclose(group);
  H5Fclose(file);
}

bool same_forecast(const Config& a, const Config& b) { return same_bytes(a.forecast, b.forecast); }

}  // namespace

TEST_CASE("columns of CSV texts", "[config][empirical]") {
  CHECK(read_csv_column("1\n2.5\n-3e2\n", "") == std::vector<double>{1, 2.5, -300});
  CHECK(read_csv_column("growth\r\n1\r\n\r\n2\r\n", "") == std::vector<double>{1, 2});
  CHECK(read_csv_column("\xEF\xBB\xBF"
                        "a,\"b \"\"c\"\"\"\n1, 2 \n3,\"4\"",
                        "b \"c\"") == std::vector<double>{2, 4});
  const auto [text, column, message] = GENERATE(table<std::string, std::string, std::string>({
      {"", "", "it is empty"},
      {"a,b\n1,2\n", "", "several columns"},
      {"growth,b\n1,2\n", "grwoth", "did you mean 'growth'?"},
      {"a,b\n1,2\n3\n", "b", "row 3 has ''"},
      {"a\n1\nnan\n", "a", "row 3 has 'nan'"},
      {"a\n1\ninf\n", "a", "row 3 has 'inf'"},
      {"a\n1e999\n", "a", "row 2 has '1e999'"},
      {"a\n\"1\n", "a", "a quote is never closed"},
  }));
  CAPTURE(text);
  std::string said;
  try {
    read_csv_column(text, column);
  } catch (const std::runtime_error& error) {
    said = error.what();
  }
  CHECK(has(said, message));
}

TEST_CASE("an empirical prior stands with its values in the resolved config",
          "[config][empirical]") {
  const TemporaryFolder folder;
  const std::string name = (folder.path() / "config.toml").string();
  std::string prior;
  SECTION("CSV") {
    write(folder.path() / "x.csv", "year,growth\n2023,0.1\n2024,0.4\n2025,0.2\n");
    prior = "file = \"x.csv\", column = \"growth\"";
  }
  SECTION("HDF5, double") {
    write_dataset<double>(folder.path() / "x.h5", H5T_NATIVE_DOUBLE, {0.1, 0.4, 0.2});
    prior = "file = \"x.h5\", column = \"/data/growth\"";
  }
  const Config config = parse_config(config_with(prior), name);
  const Config inlined = parse_config(config_with("values = [0.1, 0.2, 0.4]"), name);
  CHECK(same_forecast(config, inlined));
  INFO(config.resolved);
  CHECK(has(config.resolved, "values = [0.1, 0.2, 0.4], origin = \"x."));
  CHECK(same_forecast(config, parse_config(config.resolved, "elsewhere/resolved.toml")));
  CHECK(parse_config(config.resolved, "r").resolved == config.resolved);
}

TEST_CASE("many values become their quantiles", "[config][empirical]") {
  const TemporaryFolder folder;
  std::string text;
  for (int i = 10'000; i >= 0; --i) text += std::to_string(i) + "e-4\n";
  write(folder.path() / "x.csv", text);
  const Config config =
      parse_config(config_with("file = \"x.csv\""), (folder.path() / "c").string());
  CHECK(has(config.resolved, "x.csv: 10001 values"));
  CHECK(std::count(config.resolved.begin(), config.resolved.end(), ',') > 4000);
  CHECK(config.resolved.size() < 150'000);
  CHECK(same_forecast(config, parse_config(config.resolved, "r")));
}

TEST_CASE("files that cannot be used are refused where they are named", "[config][empirical]") {
  const TemporaryFolder folder;
  write(folder.path() / "x.csv", "a,b\n1,2\n3,oops\n");
  write(folder.path() / "one.csv", "a\n1\n");
  write(folder.path() / "fake.h5", "\x89HDF\r\n\x1a\nand nothing else");
  write_dataset<double>(folder.path() / "nan.h5", H5T_NATIVE_DOUBLE, {1, NAN});
  write_dataset<double>(folder.path() / "wide.h5", H5T_NATIVE_DOUBLE, {1, 2}, 2);
  std::filesystem::create_directory(folder.path() / "dir.csv");
  const auto [prior, message] = GENERATE(table<std::string, std::string>({
      {"file = \"none.csv\"", "there is no such file"},
      {"file = \"dir.csv\"", "not a regular file"},
      {"file = \"/dev/zero\"", "not a regular file"},
      {"file = \"x.csv\", column = \"c\"", "no column 'c'"},
      {"file = \"x.csv\", column = \"b\"", "row 3 has 'oops'"},
      {"file = \"one.csv\"", "fewer than two values"},
      {"file = \"fake.h5\", column = \"a\"", "cannot open it"},
      {"file = \"nan.h5\"", "name its dataset"},
      {"file = \"nan.h5\", column = \"data/growth\"", "values that are not finite"},
      {"file = \"nan.h5\", column = \"data/nothing\"", "nothing is missing"},
      {"file = \"nan.h5\", column = \"data\"", ""},
      {"file = \"wide.h5\", column = \"data/growth\"", "not one-dimensional"},
      {"file = 3", "file' is an integer"},
      {"file = \"x.csv\", column = 3", "column' is an integer"},
  }));
  CAPTURE(prior);
  const auto found = mistakes(config_with(prior), {}, (folder.path() / "c.toml").string());
  REQUIRE(found.size() == 1);
  INFO(to_string(found[0]));
  CHECK(has(found[0].message, message));
  CHECK(found[0].line == line_of(config_with(prior), "growth = { dist"));
}
