#include "host/priors/family_reader.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "host/keys/keys.hpp"
#include "host/text/number_text.hpp"

namespace racecast {
namespace {

class FamilyReader {
 public:
  FamilyReader(const Family& family, GivenForm given, TableReader& table, PriorContext& context)
      : family_(family),
        given_(std::move(given)),
        table_(table),
        context_(context),
        text_(family.name + std::string("(")) {}

  std::optional<FamilyReading> read(double bound_low, double bound_high) {
    values_.bound_low = bound_low;
    values_.bound_high = bound_high;
    for (const auto& [key, member] : given_.keys) read_key(*family_.find(key), *member);
    if (given_.form->most_quantiles > 0) read_quantiles();
    read_ends();
    check_weights();
    if (!good_ || given_.form->make == nullptr) return {};
    const auto& first = given_.keys.empty() ? given_.quantiles : given_.keys;
    const Place place = first.empty() ? table_.place() : first.front().second->value.place;
    return FamilyReading{given_.form, std::move(values_), text_ + ')', place};
  }

 private:
  void fail(const Place& place, const std::string& what, const std::string& hint) {
    good_ = false;
    context_.fail(place, what, hint);
  }

  void add_text(const std::string& text) { text_ += (text_.back() == '(' ? "" : ", ") + text; }

  std::optional<double> read_number(const std::string& key, const Member& member, bool is_level) {
    const auto value = table_.number(key);
    const bool fits = value && (!is_level || context_.check_level(member.value, *value));
    good_ = good_ && fits;
    if (value) add_text(key + ' ' + number_text(*value));
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
    const auto given = table_.text(key.name);
    const Words choices(key.choices.begin(), key.choices.end());
    const bool known = given && (choices.empty() || table_.choice(key.name, choices));
    good_ = good_ && known;
    if (!known) return;
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
      good_ = good_ && inner;
      if (!inner) continue;
      values_.of.push_back(inner->prior.distribution);
      add_text(inner->text);
    }
  }

  void read_quantiles() {
    const GivenKey* before = nullptr;
    for (const GivenKey& one : given_.quantiles) {
      const auto value = read_number(one.first, *one.second, true);
      if (!value) return;
      const double share = std::ranges::find(quantile_keys(), one.first, &QuantileKey::name)->share;
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
    if (!good_) return;
    if (weights.empty()) return weights.assign(count, 1);
    const Place& place = table_.take("weights")->value.place;
    const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
    if (weights.size() != count) {
      fail(place, "has " + std::to_string(weights.size()) + " weights for " + std::to_string(count),
           "one weight for each");
    } else if (!(sum > 0 && std::isfinite(sum))) {
      fail(place, "has weights that add up to " + number_text(sum),
           "at least one of them is above 0");
    }
  }

  const Family& family_;
  GivenForm given_;
  TableReader& table_;
  PriorContext& context_;
  FamilyValues values_;
  std::string text_;
  bool good_ = true;
};

}  // namespace

std::optional<FamilyReading> read_family(TableReader& table, PriorContext& context,
                                         double bound_low, double bound_high) {
  const auto index = table.choice(keys::prior_dist);
  if (!index) {
    table.ignore_unknown();
    return {};
  }
  const Family& family = families()[static_cast<std::size_t>(*index)];
  const auto given = find_form(family, table);
  if (given) return FamilyReader(family, *given, table, context).read(bound_low, bound_high);
  context.fail(table.place(), "does not determine its " + std::string(family.name),
               forms_wanted(family));
  return {};
}

}  // namespace racecast
