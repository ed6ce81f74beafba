// From the values of a form's keys to a distribution (families.cpp names them in its table).
#pragma once

#include "host/priors/families.hpp"

namespace racecast::makers {

Expected normal(const FamilyValues& values);     ///< mean, sd
Expected lognormal(const FamilyValues& values);  ///< mean, sd of the values
template <Link link>
Expected median_and_sigma(const FamilyValues& values);
template <Link link>
Expected linked_quantiles(const FamilyValues& values);
Expected uniform(const FamilyValues& values);
Expected uniform_quantiles(const FamilyValues& values);
Expected loguniform(const FamilyValues& values);
Expected loguniform_quantiles(const FamilyValues& values);
Expected triangular(const FamilyValues& values);
Expected triangular_quantiles(const FamilyValues& values);
Expected pert(const FamilyValues& values);
Expected pert_quantiles(const FamilyValues& values);
Expected beta(const FamilyValues& values);
Expected beta_mean(const FamilyValues& values);
Expected beta_quantiles(const FamilyValues& values);
Expected gamma(const FamilyValues& values);
Expected gamma_mean(const FamilyValues& values);
Expected gamma_quantiles(const FamilyValues& values);
Expected student_t(const FamilyValues& values);
Expected student_t_quantiles(const FamilyValues& values);
Expected quantiles(const FamilyValues& values);
Expected mixture(const FamilyValues& values);
Expected discrete(const FamilyValues& values);
Expected empirical(const FamilyValues& values);

}  // namespace racecast::makers
