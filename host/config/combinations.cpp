#include "host/config/combinations.hpp"

#include <limits>

#include "host/keys/keys.hpp"
#include "host/numerics/normal_score.hpp"
#include "host/text/number_text.hpp"
#include "host/text/utf8.hpp"

namespace racecast {

std::string Known::shown() const {
  return '\'' + path + "' (" + text + (given() ? ")" : " without the key)");
}

Known Combinations::find(ParameterGroup group, const std::string& key, int nation, int element,
                         const std::string& table) const {
  constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
  for (const DraftParameter& parameter : draft().parameters) {
    if (parameter.row->group != group || parameter.nation != nation ||
        parameter.element != element || key != parameter.row->key) {
      continue;
    }
    if (parameter.member == nullptr && parameter.row->required()) break;
    const ParameterValue& value = parameter.value;
    Known known{table + '.' + key, value.text, value.constant, value.constant, parameter.member};
    if (!known.given()) known.text = number_text(value.constant);
    if (!value.is_constant()) {
      known.low = value.prior.distribution->quantile(normal_quantile(0.05));
      known.high = value.prior.distribution->quantile(normal_quantile(0.95));
    }
    return known;
  }
  return {table + '.' + key, "", unknown, unknown, nullptr};
}

Known Combinations::nation(int nation, const std::string& key) const {
  const Words nations = keys::programme_nation.value.choices();
  return find(ParameterGroup::nation, key, nation, 0, nations[static_cast<std::size_t>(nation)]);
}

Known Combinations::programme(int element, const std::string& key) const {
  return find(ParameterGroup::programme, key, 0, element,
              draft().programmes[static_cast<std::size_t>(element)].path);
}

Known Combinations::threshold(int element, const std::string& key) const {
  return find(ParameterGroup::threshold, key, 0, element,
              draft().thresholds[static_cast<std::size_t>(element)].path);
}

void Combinations::report(const Known& known, std::string message, std::string hint,
                          const Place& otherwise) const {
  reader_.diagnostics.add(known.given() ? known.member->value.place : otherwise, std::move(message),
                          std::move(hint));
}

void Combinations::report(const DraftElement& element, const KeyRow& key, std::string message,
                          std::string hint) const {
  const Member* member = element.table->find(key.name);
  reader_.diagnostics.add(member == nullptr ? element.place : member->value.place,
                          std::move(message), std::move(hint));
}

}  // namespace racecast
