#include <algorithm>

#include "host/priors/family_reader.hpp"

namespace racecast {
namespace {

std::string listed(const std::vector<const char*>& keys) {
  std::string text;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    text += i == 0 ? "" : i + 1 == keys.size() ? " and " : ", ";
    text += keys[i];
  }
  return text;
}

std::string quantiles_wanted(const FamilyForm& form) {
  if (form.most_quantiles > form.least_quantiles) return "two or more quantiles (p5, median, p95)";
  return form.least_quantiles == 3 ? "three quantiles (p5, median, p95)"
                                   : "two quantiles (p5 and p95)";
}

bool contains(const std::vector<const char*>& keys, const std::string& key) {
  return std::any_of(keys.begin(), keys.end(), [&](const char* one) { return key == one; });
}

bool fits(const FamilyForm& form, const std::vector<GivenKey>& keys, std::size_t quantiles) {
  std::size_t required = 0;
  for (const auto& [key, member] : keys) {
    if (contains(form.keys, key)) {
      ++required;
    } else if (!contains(form.optional, key)) {
      return false;
    }
  }
  return required == form.keys.size() &&
         quantiles >= static_cast<std::size_t>(form.least_quantiles) &&
         quantiles <= static_cast<std::size_t>(form.most_quantiles);
}

}  // namespace

std::optional<GivenForm> find_form(const Family& family, TableReader& table) {
  GivenForm given{};
  for (const FamilyKey& key : family.keys) {
    if (const Member* member = table.take(key.name)) given.keys.emplace_back(key.name, member);
  }
  if (std::ranges::any_of(family.forms, &FamilyForm::most_quantiles)) {
    for (const QuantileKey& key : quantile_keys()) {
      const Member* member = table.take(key.name);
      if (member != nullptr) given.quantiles.emplace_back(key.name, member);
    }
  }
  // `median` is a key of some families; in their other forms it is a quantile.
  const auto is_median = [](const GivenKey& one) { return one.first == "median"; };
  GivenForm as_key = given, as_quantile = given;
  std::erase_if(as_key.quantiles, is_median);
  std::erase_if(as_quantile.keys, is_median);
  for (const FamilyForm& form : family.forms) {
    for (GivenForm* one : {&as_key, &as_quantile}) {
      one->form = &form;
      if (fits(form, one->keys, one->quantiles.size())) return *one;
    }
  }
  return {};
}

std::string forms_wanted(const Family& family) {
  std::string text = "give ";
  for (const FamilyForm& form : family.forms) {
    if (&form != &family.forms.front()) text += ", or ";
    text += listed(form.keys);
    if (form.least_quantiles == 0) continue;
    if (!form.keys.empty()) text += " and ";
    text += quantiles_wanted(form);
  }
  return text;
}

}  // namespace racecast
