#include "host/config/prior_reader.hpp"

#include <algorithm>
#include <cmath>

#include "host/config/families.hpp"
#include "host/config/number_text.hpp"
#include "host/config/suggest.hpp"
#include "host/config/table_reader.hpp"

namespace racecast {
namespace {

constexpr double least_mass = 0.01;  // less than this within the bounds is surely a slip
constexpr const char* forms_hint =
    "a number, \"a to b\", or { dist = \"...\", ... }, { interval = \"a to b\" }, { value = x }";

class PriorReader {
 public:
  PriorReader(const std::string& path, const ValueBounds& bounds, EvidenceRegistry& evidence,
              Diagnostics& diagnostics)
      : path_(path), bounds_(bounds), evidence_(evidence), diagnostics_(diagnostics) {
    result_.prior.low = bounds.low;
    result_.prior.high = bounds.high;
    result_.prior.unit = bounds.unit;
  }

  std::optional<ParameterValue> read(const Member& member) {
    const Value& value = member.value;
    if (value.is_number()) {
      constant(value);
    } else if (value.kind == Value::Kind::string) {
      interval(value);
    } else if (value.is_table()) {
      TableReader table(&value, path_, member.place, diagnostics_);
      read_table(table);
      table.finish();
    } else {
      fail(value.place, "is " + std::string(kind_name(value.kind)), forms_hint);
    }
    if (!good_) return {};
    return result_;
  }

 private:
  void fail(const Place& place, const std::string& what, const std::string& hint = forms_hint) {
    good_ = false;
    diagnostics_.add(place, "'" + path_ + "' " + what, hint);
  }

  std::string bounds_text() const {
    return "bounds: " + number_text(bounds_.low) + " to " + number_text(bounds_.high);
  }

  bool check_level(const Value& place, double value) {
    if (!std::isfinite(value)) {
      fail(place.place, "is not a finite number", bounds_text());
    } else if (value < bounds_.low || value > bounds_.high) {
      fail(place.place, "is out of bounds: " + number_text(value), bounds_text());
    } else {
      return true;
    }
    return false;
  }

  void constant(const Value& value) {
    check_level(value, value.number);
    result_.constant = value.number;
    result_.text = number_text(value.number);
  }

  void interval(const Value& value) {
    const auto ends = parse_interval(value.text);
    if (!ends) {
      fail(value.place, "is neither a number nor an interval: '" + shown(value.text) + "'",
           forms_hint);
      return;
    }
    result_.text = number_text(ends->low) + " to " + number_text(ends->high);
    if (!(ends->low < ends->high)) {
      fail(value.place, "has an interval that does not rise: '" + shown(value.text) + "'",
           ends->low > ends->high ? "swap the ends" : "write a number");
      return;
    }
    const bool inside = check_level(value, ends->low) && check_level(value, ends->high);
    if (inside) accept(make_interval(ends->low, ends->high, bounds_.low, bounds_.high), value);
  }

  void read_table(TableReader& table) {
    const Member* dist = table.take(keys::prior_dist);
    const Member* range = table.take(keys::prior_interval);
    const Member* fixed = table.take(keys::prior_value);
    if (const Member* source = table.take(keys::prior_source)) {
      evidence_.check_source(source->value, table.path_of("source"));
    }
    table.text(keys::prior_note);
    check_unit(table);
    const int given = (dist != nullptr) + (range != nullptr) + (fixed != nullptr);
    if (given != 1) {
      fail(table.place(), given == 0 ? "has no value" : "has several values", forms_hint);
      table.ignore_unknown();
    } else if (fixed != nullptr) {
      read_fixed(fixed->value);
    } else {
      read_limits(table);
      if (range != nullptr) {
        read_interval_member(range->value);
      } else {
        read_family(table);
      }
    }
  }

  void check_unit(TableReader& table) {
    const auto unit = table.text(keys::prior_unit);
    if (!unit || *unit == bounds_.unit_name) return;
    const std::string right = bounds_.unit_name;
    fail(table.take(keys::prior_unit)->value.place, "is not in '" + shown(*unit) + "'",
         "its unit is " + right + "; convert the numbers, then unit = \"" + right + '"');
  }

  void read_fixed(const Value& value) {
    if (value.is_number()) {
      constant(value);
    } else {
      fail(value.place, "has a value that is " + std::string(kind_name(value.kind)),
           "value is a number");
    }
  }

  void read_interval_member(const Value& value) {
    if (value.kind == Value::Kind::string) {
      interval(value);
    } else {
      fail(value.place, "has an interval that is " + std::string(kind_name(value.kind)),
           "interval is \"a to b\"");
    }
  }

  void read_limits(TableReader& table) {
    if (const auto low = table.number(keys::prior_min))
      result_.prior.low = std::max(*low, bounds_.low);
    if (const auto high = table.number(keys::prior_max))
      result_.prior.high = std::min(*high, bounds_.high);
    if (!(result_.prior.low < result_.prior.high)) {
      fail(table.place(), "has nothing between min and max", bounds_text());
    }
  }

  void read_family(TableReader& table) {
    const auto index = table.choice(keys::prior_dist);
    if (!index) {
      good_ = false;
      table.ignore_unknown();
      return;
    }
    const Family& family = families()[static_cast<std::size_t>(*index)];
    const FamilyForm* form = find_form(family, table);
    if (form != nullptr) read_form(family, *form, table);
  }

  // The form all of whose keys are there, and no key of another form.
  const FamilyForm* find_form(const Family& family, TableReader& table) {
    std::string wanted;
    std::size_t given = 0;
    const FamilyForm* complete = nullptr;
    std::vector<std::string> seen;
    for (const FamilyForm& form : family.forms) {
      bool all = true;
      wanted += wanted.empty() ? "" : ", or ";
      for (const FamilyKey& key : form.keys) {
        const bool there = table.take(key.name) != nullptr;
        all = all && there;
        if (there && std::find(seen.begin(), seen.end(), key.name) == seen.end()) {
          seen.emplace_back(key.name);
          ++given;
        }
        wanted += (&key == &form.keys.front() ? "" : " and ") + std::string(key.name);
      }
      if (all) complete = &form;
    }
    if (complete != nullptr && given == complete->keys.size()) return complete;
    fail(table.place(), "does not determine its " + std::string(family.name), "give " + wanted);
    return nullptr;
  }

  void read_form(const Family& family, const FamilyForm& form, TableReader& table) {
    std::vector<double> values;
    result_.text = std::string(family.name) + '(';
    for (const FamilyKey& key : form.keys) {
      const auto value = table.number(key.name);
      if (!value) {
        good_ = false;
        continue;
      }
      if (key.is_level) check_level(table.take(key.name)->value, *value);
      result_.text +=
          (values.empty() ? "" : ", ") + std::string(key.name) + ' ' + number_text(*value);
      values.push_back(*value);
    }
    result_.text += ')';
    if (good_) accept(form.make(values), table.take(form.keys.front().name)->value);
  }

  void accept(const Made& made, const Value& value) {
    if (const auto* problem = std::get_if<std::string>(&made)) {
      fail(value.place, "is no distribution: " + *problem, forms_hint);
      return;
    }
    const double low = result_.prior.low, high = result_.prior.high;
    const DistributionPtr& whole = std::get<DistributionPtr>(made);
    if (mass_within(*whole, low, high) >= least_mass) {
      result_.prior.distribution = truncate(whole, low, high);
    } else if (good_) {
      fail(value.place, "has less than 1 % of its distribution within its limits",
           "limits: " + number_text(low) + " to " + number_text(high));
    }
  }

  const std::string& path_;
  const ValueBounds& bounds_;
  EvidenceRegistry& evidence_;
  Diagnostics& diagnostics_;
  ParameterValue result_;
  bool good_ = true;
};

}  // namespace

std::optional<ParameterValue> read_parameter(const Member& member, const std::string& path,
                                             const ValueBounds& bounds, EvidenceRegistry& evidence,
                                             Diagnostics& diagnostics) {
  return PriorReader(path, bounds, evidence, diagnostics).read(member);
}

}  // namespace racecast
