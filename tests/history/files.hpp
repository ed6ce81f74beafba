// Files of series and figures for tests.
#pragma once

#include <string>

#include "host/error.hpp"
#include "host/history/history.hpp"
#include "tests/config/texts.hpp"
#include "tests/results/temporary_folder.hpp"

namespace racecast::test {

/// A table of a series with what each must have; `more` are further keys.
inline std::string series_text(const std::string& name, const std::string& more) {
  return "[series." + name + "]\nerror = 0.1\ndescription = \"d\"\nsource = \"s\"\n" + more;
}
inline std::string level_text(const std::string& name, const std::string& more = {}) {
  return series_text(name,
                     "measures = \"level\"\nnation = \"us\"\nunit = \"H100e\"\n"
                     "metric = \"installed_compute\"\n" +
                         more);
}

inline const std::string csv_header = "series,nation,date,value,unit\n";

/// 2026-01 to 2027-12, with a channel "a" of the US.
inline Config two_years() {
  return parse_config(minimal_text(channel_text("us", "a")), "two.toml");
}

/// data.csv and series.toml of a folder, read.
inline ObservedHistory read_texts(const std::string& data, const std::string& series,
                                  const Config& config, std::optional<YearMonth> until = {}) {
  const synthetic::TemporaryFolder folder;
  synthetic::put_bytes(folder.file("data.csv"), data);
  synthetic::put_bytes(folder.file("series.toml"), series);
  return read_history(folder.file("data.csv"), "", config, until);
}

/// What is wrong with the two, a line each, without the folder.
inline std::string wrong_texts(const std::string& data, const std::string& series) {
  static const Config config = two_years();
  try {
    read_texts(data, series, config);
  } catch (const Error& error) {
    std::string text = error.what();
    for (const char* name : {"data.csv", "series.toml"}) {
      for (std::size_t at; (at = text.find(std::string("/") + name)) != std::string::npos;) {
        const std::size_t begin = text.rfind("/tmp", at);
        if (begin == std::string::npos) break;
        text.erase(begin, at + 1 - begin);
      }
    }
    return text;
  }
  return {};
}

}  // namespace racecast::test
