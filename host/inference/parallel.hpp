// Independent pieces of work on several threads.
#pragma once

#include <cstddef>
#include <functional>

namespace racecast {

/// work(0) ... work(size - 1), in any order, each once; results must not depend on the order. An
/// exception of one is thrown again, after all have ended. `threads` 0: as many as the process may
/// use.
void for_each_in_parallel(std::size_t size, int threads,
                          const std::function<void(std::size_t)>& work);

}  // namespace racecast
