#include "host/inference/effective_size.hpp"

namespace racecast {

double effective_size(std::span<const double> weights) {
  double sum = 0, squares = 0;
  for (const double weight : weights) {
    sum += weight;
    squares += weight * weight;
  }
  return effective_size(sum, squares);
}

double effective_size(double sum, double sum_of_squares) {
  return sum_of_squares > 0 ? sum * sum / sum_of_squares : 0;
}

}  // namespace racecast
