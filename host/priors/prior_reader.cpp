#include "host/priors/prior_reader.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "host/keys/keys.hpp"
#include "host/numerics/normal_score.hpp"
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

class PriorReader final : public PriorContext {
 public:
  PriorReader(const std::string& path, const ValueBounds& bounds, EvidenceRegistry& evidence,
              Diagnostics& diagnostics, int depth = 0)
      : path_(path),
        bounds_(bounds),
        evidence_(evidence),
        diagnostics_(diagnostics),
        depth_(depth) {
    result_.prior = {nullptr, bounds.low, bounds.high, bounds.unit};
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
  void fail(const Place& place, const std::string& problem, const std::string& hint) override {
    good_ = false;
    diagnostics_.add(place, "'" + path_ + "' " + problem, hint);
  }

  std::string bounds_text() const {
    return "bounds: " + number_text(bounds_.low) + " to " + number_text(bounds_.high);
  }

  bool check_level(const Value& value, double level) override {
    const bool finite = std::isfinite(level);
    if (finite && level >= bounds_.low && level <= bounds_.high) return true;
    fail(value.place, finite ? "is out of bounds: " + number_text(level) : "is not a finite number",
         bounds_text());
    return false;
  }

  void constant(const Value& value) {
    check_level(value, value.number);
    result_.constant = value.number;
    result_.text = number_text(value.number);
  }

  void interval(const Value& value) {
    const auto ends = parse_interval(value.text);
    if (!ends)
      return fail(value.place, "is neither a number nor an interval: '" + shown(value.text) + "'",
                  forms_hint);
    result_.text = number_text(ends->low) + " to " + number_text(ends->high);
    if (!(ends->low < ends->high))
      return fail(value.place, "has an interval that does not rise: '" + shown(value.text) + "'",
                  ends->low > ends->high ? "swap the ends" : "write a number");
    if (!check_level(value, ends->low) || !check_level(value, ends->high)) return;
    accept(value.place,
           [&] { return make_interval(ends->low, ends->high, bounds_.low, bounds_.high); });
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
    } else if (fixed != nullptr && fixed->value.is_number()) {
      constant(fixed->value);
    } else if (fixed != nullptr) {
      fail(fixed->value.place, "has a value that is " + std::string(kind_name(fixed->value.kind)),
           "value is a number");
    } else {
      read_limits(table);
      if (dist != nullptr) {
        read_family_of(table);
      } else if (range->value.kind == Value::Kind::string) {
        interval(range->value);
      } else {
        fail(range->value.place,
             "has an interval that is " + std::string(kind_name(range->value.kind)),
             "interval is \"a to b\"");
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

  void read_limits(TableReader& table) {
    double &from = result_.prior.low, &to = result_.prior.high;
    if (const auto low = table.number(keys::prior_min)) from = std::max(*low, from);
    if (const auto high = table.number(keys::prior_max)) to = std::min(*high, to);
    if (!(from < to)) fail(table.place(), "has nothing between min and max", bounds_text());
  }

  void read_family_of(TableReader& table) {
    const auto reading = read_family(table, *this, bounds_.low, bounds_.high);
    good_ = good_ && reading;
    if (!good_) return;
    result_.text = reading->text;
    accept(reading->place, [&] { return reading->form->make(reading->values); });
  }

  // A component of a mixture has limits of its own; those of the parameter are for the whole.
  std::optional<ParameterValue> read_inner(const Member& member, std::size_t number) override {
    const std::string path = path_ + ".of." + std::to_string(number + 1);
    if (depth_ == max_mixture_depth) {
      fail(member.value.place, "has mixtures within mixtures", "put all components into one");
      return {};
    }
    PriorReader reader(path, bounds_, evidence_, diagnostics_, depth_ + 1);
    reader.result_.prior.low = std::numeric_limits<double>::lowest();
    reader.result_.prior.high = std::numeric_limits<double>::max();
    auto inner = reader.read(member);
    if (inner && inner->is_constant())
      inner->prior.distribution = make_discrete({inner->constant}, {1});
    return inner;
  }

  /// Takes what `make` makes, where that is a distribution with enough of it within the limits.
  template <class Make>
  void accept(const Place& place, Make make) {
    const double low = result_.prior.low, high = result_.prior.high;
    DistributionPtr whole;
    try {
      whole = make();
    } catch (const NoDistribution& problem) {
      return fail(place, std::string("is no distribution: ") + problem.what(),
                  "change its numbers, or take another dist");
    }
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

ValueRange ParameterValue::central_range() const {
  if (is_constant()) return {constant, constant};
  const double z = normal_quantile(0.95);
  return {prior.distribution->quantile(-z), prior.distribution->quantile(z)};
}

std::optional<ParameterValue> read_parameter(const Member& member, const std::string& path,
                                             const ValueBounds& bounds, EvidenceRegistry& evidence,
                                             Diagnostics& diagnostics) {
  return PriorReader(path, bounds, evidence, diagnostics).read(member);
}

}  // namespace racecast
