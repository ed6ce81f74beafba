// The page of `racecast report`: one HTML file that shows results, offline.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "host/answer/data.hpp"
#include "host/result/result.hpp"

namespace racecast {

/// A result and the file it was read from, which must outlive what is made of them.
struct PageResult {
  std::string file;
  const Result& result;
};

/// All that the page shows, one object a result under "results". Shares and months are as in
/// `summary_data`; metrics in their units, to four digits. docs/report.md says what is left out.
Data page_data(std::span<const PageResult> results);

/// The whole file. Nothing of `data` can end the element it stands in. Throws Error(runtime), with
/// what to install, where this racecast was built without the page.
std::string page_html(const Data& data);

/// The text of a JSON value for a <script> element: no `<`, `>` or `&`, and no line separator that
/// JavaScript knows and JSON does not.
std::string script_json(const Data& data);

/// What was bundled when racecast was built, in pieces; none where it could not be.
std::span<const std::string_view> page_pieces();

}  // namespace racecast
