#include "host/priors/prior_reader.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "host/keys/keys.hpp"
#include "host/priors/family_reader.hpp"
#include "host/text/number_text.hpp"
#include "host/text/utf8.hpp"
#include "host/toml/table_reader.hpp"

namespace racecast {
namespace {

constexpr double least_mass = 0.01;  // less than this within the bounds is surely a slip
constexpr int max_mixture_depth = 3;
constexpr const char* forms_hint =
    "a number, \"a to b\", or { dist = \"...\", ... }, { interval = \"a to b\" }, { value = x }";

class PriorReader {
 public:
  PriorReader(const std::string& path, const ValueBounds& bounds, EvidenceRegistry& evidence,
              Diagnostics& diagnostics, int depth = 0)
      : path_(path),
        bounds_(bounds),
        evidence_(evidence),
        diagnostics_(diagnostics),
        depth_(depth) {
    result_.prior.low = bounds.low;
    result_.prior.high = bounds.high;
    result_.prior.unit = bounds.unit;
  }

  std::optional<ParameterValue> read(const Member& member) {
    const Value& value = member.value;
    result_.place = value.place;
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
    if (inside)
      accept(make_interval(ends->low, ends->high, bounds_.low, bounds_.high), value.place);
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
    double& from = result_.prior.low;
    double& to = result_.prior.high;
    if (const auto low = table.number(keys::prior_min)) from = std::max(*low, from);
    if (const auto high = table.number(keys::prior_max)) to = std::min(*high, to);
    if (!(result_.prior.low < result_.prior.high)) {
      fail(table.place(), "has nothing between min and max", bounds_text());
    }
  }

  void read_family(TableReader& table) {
    PriorContext context;
    context.fail = [this](const Place& place, const std::string& what, const std::string& hint) {
      fail(place, what, hint);
    };
    context.check_level = [this](const Value& place, double value) {
      return check_level(place, value);
    };
    context.read_inner = [this](const Member& member, std::size_t number) {
      return read_inner(member, number);
    };
    context.bound_low = bounds_.low;
    context.bound_high = bounds_.high;
    const auto reading = racecast::read_family(table, context);
    good_ = good_ && reading;
    if (!good_) return;
    result_.text = reading->text;
    accept(reading->made, reading->place);
  }

  // A component of a mixture has limits of its own; those of the parameter are for the whole.
  std::optional<PriorContext::Inner> read_inner(const Member& member, std::size_t number) {
    const std::string path = path_ + ".of." + std::to_string(number + 1);
    if (depth_ == max_mixture_depth) {
      fail(member.value.place, "has mixtures within mixtures", "put all components into one");
      return {};
    }
    PriorReader reader(path, bounds_, evidence_, diagnostics_, depth_ + 1);
    reader.result_.prior.low = std::numeric_limits<double>::lowest();
    reader.result_.prior.high = std::numeric_limits<double>::max();
    const auto inner = reader.read(member);
    if (!inner) return {};
    if (inner->is_constant())
      return PriorContext::Inner{make_discrete({{inner->constant, 1}}), inner->text};
    return PriorContext::Inner{inner->prior.distribution, inner->text};
  }

  void accept(const Expected& made, const Place& place) {
    if (const auto* problem = std::get_if<std::string>(&made)) {
      fail(place, "is no distribution: " + *problem, "change its numbers, or take another dist");
      return;
    }
    const double low = result_.prior.low, high = result_.prior.high;
    const DistributionPtr& whole = std::get<DistributionPtr>(made);
    // Ends that differ in their last digits alone may leave no width after a logarithm.
    const auto line = whole->line();
    if (line && !(std::isfinite(line->offset) && std::isfinite(line->scale) && line->scale > 0)) {
      fail(place, "has ends too near to each other, or too far apart, to compute with",
           "give ends that differ more, or a number");
    } else if (mass_within(*whole, low, high) >= least_mass) {
      result_.prior.distribution = truncate(whole, low, high);
    } else if (good_) {
      fail(place, "has less than 1 % of its distribution within its limits",
           "limits: " + number_text(low) + " to " + number_text(high));
    }
  }

  const std::string& path_;
  const ValueBounds& bounds_;
  EvidenceRegistry& evidence_;
  Diagnostics& diagnostics_;
  int depth_;
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
