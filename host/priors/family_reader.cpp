#include "host/priors/family_reader.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "host/keys/keys.hpp"
#include "host/priors/family_form.hpp"
#include "host/text/number_text.hpp"

namespace racecast {
namespace {

class FamilyReader {
 public:
  FamilyReader(const Family& family, TableReader& table, const PriorContext& context)
      : family_(family), table_(table), context_(context) {
    values_.bound_low = context.bound_low;
    values_.bound_high = context.bound_high;
    text_ = std::string(family.name) + '(';
  }

  std::optional<FamilyReading> read() {
    const auto found = find_form(family_, table_);
    if (!found) {
      context_.fail(table_.place(), "does not determine its " + std::string(family_.name),
                    forms_wanted(family_));
      return {};
    }
    const FamilyForm* form = found->form;
    keys_ = found->keys;
    quantiles_ = found->quantiles;
    for (const auto& [key, member] : keys_) read_key(*family_.find(key), *member);
    if (form->most_quantiles > 0) read_quantiles();
    read_ends();
    check_weights();
    if (!good_ || form->make == nullptr) return {};
    const Place place = !keys_.empty()        ? keys_.front().second->value.place
                        : !quantiles_.empty() ? quantiles_.front().second->value.place
                                              : table_.place();
    return FamilyReading{form->make(values_), text_ + ')', place};
  }

 private:
  void fail(const Place& place, const std::string& what, const std::string& hint) {
    good_ = false;
    context_.fail(place, what, hint);
  }

  void add_text(const std::string& text) { text_ += (text_.back() == '(' ? "" : ", ") + text; }

  std::optional<double> read_number(const std::string& key, const Member& member, bool is_level) {
    const auto value = table_.number(key);
    if (!value) {
      good_ = false;
      return {};
    }
    if (is_level && !context_.check_level(member.value, *value)) good_ = false;
    add_text(key + ' ' + number_text(*value));
    return value;
  }

  void read_key(const FamilyKey& key, const Member& member) {
    switch (key.kind) {
      case KeyKind::level:
      case KeyKind::width:
      case KeyKind::shape:
        if (const auto value = read_number(key.name, member, key.kind == KeyKind::level)) {
          values_.numbers[key.name] = *value;
        }
        return;
      case KeyKind::levels:
        return read_list(member, true, values_.values);
      case KeyKind::weights:
        return read_list(member, false, values_.weights);
      case KeyKind::priors:
        return read_priors(member);
      case KeyKind::text:
        return read_text(key);
    }
  }

  void read_text(const FamilyKey& key) {
    std::optional<std::string> given;
    if (key.choices.empty()) {
      given = table_.text(key.name);
    } else {
      const std::vector<std::string> choices(key.choices.begin(), key.choices.end());
      const auto choice = table_.choice(key.name, choices);
      if (choice) given = choices[static_cast<std::size_t>(*choice)];
    }
    if (!given) {
      good_ = false;
      return;
    }
    values_.texts[key.name] = *given;
    add_text(*given);
  }

  bool is_list(const Member& member) {
    if (member.value.kind == Value::Kind::array && !member.value.members.empty()) return true;
    const bool empty = member.value.kind == Value::Kind::array;
    fail(member.value.place,
         "has '" + member.key + "' that is " + (empty ? "empty" : kind_name(member.value.kind)),
         member.key + " is an array, like [1, 2, 3]");
    return false;
  }

  void read_list(const Member& member, bool are_levels, std::vector<double>& list) {
    if (!is_list(member)) return;
    for (const Member& item : member.value.members) {
      const Value& value = item.value;
      if (!value.is_number() || !std::isfinite(value.number)) {
        return fail(value.place,
                    "has '" + member.key + "' with " +
                        (value.is_number() ? "a number that is not finite" : kind_name(value.kind)),
                    "all of them are finite numbers");
      }
      if (are_levels && !context_.check_level(value, value.number)) {
        good_ = false;
        return;
      }
      if (!are_levels && value.number < 0) {
        return fail(value.place, "has a weight below 0: " + number_text(value.number),
                    "a weight is 0 or more");
      }
      list.push_back(value.number);
    }
    if (are_levels) add_text(std::to_string(list.size()) + " values");
  }

  void read_priors(const Member& member) {
    if (!is_list(member)) return;
    for (std::size_t i = 0; i < member.value.members.size(); ++i) {
      const auto inner = context_.read_inner(member.value.members[i], i);
      if (!inner) {
        good_ = false;
        continue;
      }
      values_.of.push_back(inner->distribution);
      add_text(inner->text);
    }
  }

  void read_quantiles() {
    const GivenKey* before = nullptr;
    for (const GivenKey& one : quantiles_) {
      const auto value = read_number(one.first, *one.second, true);
      if (!value) return;
      const double share =
          std::find_if(quantile_keys().begin(), quantile_keys().end(), [&](const QuantileKey& key) {
            return one.first == key.name;
          })->share;
      auto& points = values_.quantiles;
      if (!points.empty() && points.back().share == share) {
        return fail(one.second->value.place, "has the same quantile twice: p50 and median",
                    "remove one");
      }
      if (!points.empty() && !(points.back().value < *value)) {
        return fail(one.second->value.place,
                    "is no distribution: " + before->first + ' ' +
                        number_text(points.back().value) + " is not below " + one.first + ' ' +
                        number_text(*value),
                    "quantiles rise with their percentage");
      }
      points.push_back({share, *value});
      before = &one;
    }
  }

  // Limits that are wrong are told by who reads them as limits.
  void read_ends() {
    for (const auto& [key, end] :
         {std::pair("min", &values_.ends.low), {"max", &values_.ends.high}}) {
      const Member* member = table_.take(key);
      if (member != nullptr && member->value.is_number()) *end = member->value.number;
    }
  }

  void check_weights() {
    const std::size_t count = std::max(values_.values.size(), values_.of.size());
    auto& weights = values_.weights;
    const auto given = std::find_if(keys_.begin(), keys_.end(),
                                    [](const GivenKey& one) { return one.first == "weights"; });
    if (!good_) return;
    if (given == keys_.end()) {
      weights.assign(count, 1);
    } else if (weights.size() != count) {
      fail(given->second->value.place,
           "has " + std::to_string(weights.size()) + " weights for " + std::to_string(count),
           "one weight for each");
    } else if (const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
               !(sum > 0 && std::isfinite(sum))) {
      fail(given->second->value.place, "has weights that add up to " + number_text(sum),
           "at least one of them is above 0");
    }
  }

  const Family& family_;
  TableReader& table_;
  const PriorContext& context_;
  std::vector<GivenKey> keys_, quantiles_;  // those that are there, in the order of the tables
  FamilyValues values_;
  std::string text_;
  bool good_ = true;
};

}  // namespace

std::optional<FamilyReading> read_family(TableReader& table, const PriorContext& context) {
  const auto index = table.choice(keys::prior_dist);
  if (!index) {
    table.ignore_unknown();
    return {};
  }
  return FamilyReader(families()[static_cast<std::size_t>(*index)], table, context).read();
}

}  // namespace racecast
