#include "host/config/combinations.hpp"

#include <limits>

#include "host/numerics/normal_score.hpp"
#include "host/text/number_text.hpp"

namespace racecast {

std::string Known::shown() const {
  return '\'' + path + "' (" + text + (given() ? ")" : " without the key)");
}

Combinations::Combinations(const DraftReader& reader) : reader_(reader) {
  for (const DraftParameter& parameter : draft().parameters)
    parameters_.emplace(parameter.path(), &parameter);
}

Known Combinations::at(const std::string& path) const {
  constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
  const auto found = parameters_.find(path);
  const DraftParameter* parameter = found == parameters_.end() ? nullptr : found->second;
  if (parameter == nullptr || (parameter->member == nullptr && parameter->row->required()))
    return {path, "", unknown, unknown, nullptr};
  const ParameterValue& value = parameter->value;
  Known known{path, value.text, value.constant, value.constant, parameter->member};
  if (!known.given()) known.text = number_text(value.constant);
  if (!value.is_constant()) {
    known.low = value.prior.distribution->quantile(normal_quantile(0.05));
    known.high = value.prior.distribution->quantile(normal_quantile(0.95));
  }
  return known;
}

void Combinations::report(const Known& known, std::string message, std::string hint) const {
  reader_.diagnostics.add(known.given() ? known.member->value.place : Place{}, std::move(message),
                          std::move(hint));
}

void Combinations::report(const DraftElement& element, const KeyRow& key, std::string message,
                          std::string hint) const {
  const Member* member = element.table->find(key.name);
  reader_.diagnostics.add(member == nullptr ? element.place : member->value.place,
                          std::move(message), std::move(hint));
}

}  // namespace racecast
