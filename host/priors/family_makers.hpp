// From the values of a form's keys to a distribution (families.cpp names them in its table).
#pragma once

#include "host/priors/families.hpp"

namespace racecast::makers {

Made normal(const FamilyValues& values);     ///< mean, sd
Made lognormal(const FamilyValues& values);  ///< mean, sd of the values
template <Link link>
Made median_and_sigma(const FamilyValues& values);
template <Link link>
Made linked_quantiles(const FamilyValues& values);
Made uniform(const FamilyValues& values);
Made uniform_quantiles(const FamilyValues& values);
Made loguniform(const FamilyValues& values);
Made loguniform_quantiles(const FamilyValues& values);
Made triangular(const FamilyValues& values);
Made triangular_quantiles(const FamilyValues& values);
Made pert(const FamilyValues& values);
Made pert_quantiles(const FamilyValues& values);
Made beta(const FamilyValues& values);
Made beta_mean(const FamilyValues& values);
Made beta_quantiles(const FamilyValues& values);
Made gamma(const FamilyValues& values);
Made gamma_mean(const FamilyValues& values);
Made gamma_quantiles(const FamilyValues& values);
Made student_t(const FamilyValues& values);
Made student_t_quantiles(const FamilyValues& values);
Made quantiles(const FamilyValues& values);
Made mixture(const FamilyValues& values);
Made discrete(const FamilyValues& values);
Made empirical(const FamilyValues& values);

}  // namespace racecast::makers
