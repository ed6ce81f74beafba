#include "host/forecast/checkpoint.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <boost/crc.hpp>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <ranges>
#include <string_view>
#include <vector>

#include "host/error.hpp"
#include "host/files/atomic_file.hpp"
#include "host/files/output_lock.hpp"
#include "host/result/packed_counts.hpp"

namespace racecast {

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(RunIdentity, version, model, config_resolved, first_draw, draws,
                                   shard, rule)

namespace {

namespace fs = std::filesystem;
using Bytes = std::vector<std::byte>;
using View = std::span<const std::byte>;

constexpr std::string_view magic = "racecast checkpoint 1\n";
constexpr std::uintmax_t most_bytes = std::uintmax_t{4} << 30;  // no foreign file fills the memory
constexpr const char* suffix = ".ckpt";

void append(Bytes& to, View bytes) { to.insert(to.end(), bytes.begin(), bytes.end()); }

void append_number(Bytes& to, std::uint64_t number, int size) {
  for (int i = 0; i < size; ++i) to.push_back(static_cast<std::byte>(number >> 8 * i & 0xff));
}

std::uint32_t crc_of(View bytes) {
  boost::crc_32_type crc;
  crc.process_bytes(bytes.data(), bytes.size());
  return crc.checksum();
}

/// Takes pieces off the front of bytes. Throws std::runtime_error where there are too few.
class Cutter {
 public:
  explicit Cutter(View bytes) : bytes_(bytes) {}
  View cut(std::uint64_t size) {
    if (size > bytes_.size()) throw std::runtime_error("it is cut off");
    const View piece = bytes_.first(static_cast<std::size_t>(size));
    bytes_ = bytes_.subspan(static_cast<std::size_t>(size));
    return piece;
  }
  std::uint64_t number(std::uint64_t size) {
    std::uint64_t value = 0;
    for (const std::byte byte : std::views::reverse(cut(size)))
      value = value << 8 | std::to_integer<std::uint64_t>(byte);
    return value;
  }
  View rest() const { return bytes_; }

 private:
  View bytes_;
};

std::string head_of(const RunState& state) {
  nlohmann::json head = state.identity;
  head["draws_done"] = state.draws_done;
  head["seconds"] = state.seconds;
  return head.dump();
}

RunState state_of(std::string_view head) {
  const nlohmann::json json = nlohmann::json::parse(head);
  return {json.get<RunIdentity>(), json.at("draws_done"), json.at("seconds")};
}

/// A checkpoint that is whole.
struct Stored {
  RunState state;
  Bytes packed;
};

/// Throws std::exception where the file is not whole.
Stored read_whole(const std::string& path) {
  if (!fs::is_regular_file(path)) throw std::runtime_error("it is no plain file");
  const std::uintmax_t size = fs::file_size(path);
  if (size > most_bytes) throw std::runtime_error("it is too large for one");
  Bytes bytes(static_cast<std::size_t>(size));
  std::ifstream file(path, std::ios::binary);
  file.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(size));
  if (!file) throw std::runtime_error("it cannot be read");
  Cutter from(bytes);
  const View start = from.cut(magic.size());
  if (std::memcmp(start.data(), magic.data(), magic.size()) != 0)
    throw std::runtime_error("it does not begin like one");
  const std::uint64_t body_size = from.number(8);
  Cutter body(from.cut(body_size));
  const View covered = View(bytes).first(magic.size() + 8 + static_cast<std::size_t>(body_size));
  if (from.number(4) != crc_of(covered) || !from.rest().empty())
    throw std::runtime_error("its bytes do not fit their checksum");
  const View head = body.cut(body.number(8));
  Stored stored;
  stored.state = state_of({reinterpret_cast<const char*>(head.data()), head.size()});
  stored.packed.assign(body.rest().begin(), body.rest().end());
  return stored;
}

}  // namespace

CheckpointFile::CheckpointFile(const std::string& output)
    : path_(resolved_output(output) + suffix), before_(path_ + ".1") {}

bool CheckpointFile::exists() const {
  std::error_code ignored;
  return fs::exists(path_, ignored) || fs::exists(before_, ignored);
}

std::uintmax_t CheckpointFile::bytes() const {
  std::uintmax_t sum = 0;
  for (const std::string& path : {path_, before_}) {
    std::error_code failure;
    const std::uintmax_t size = fs::file_size(path, failure);
    if (!failure) sum += size;
  }
  return sum;
}

void CheckpointFile::write(const RunState& state, const Result& counts) const {
  const std::string head = head_of(state);
  const Bytes packed = pack_counts(counts.counts, counts.fan, counts.draw_outcomes);
  Bytes bytes;
  bytes.reserve(magic.size() + head.size() + packed.size() + 20);
  append(bytes, std::as_bytes(std::span(magic)));
  append_number(bytes, 8 + head.size() + packed.size(), 8);
  append_number(bytes, head.size(), 8);
  append(bytes, std::as_bytes(std::span(head)));
  append(bytes, packed);
  append_number(bytes, crc_of(bytes), 4);
  AtomicFile file(path_);
  file.write(bytes);
  // Until the new one has its name, there is the one before.
  if (std::rename(path_.c_str(), before_.c_str()) != 0 && errno != ENOENT)
    throw Error(ErrorKind::runtime,
                fmt::format("cannot write {} (cannot keep the one before: {}); mend the permission "
                            "or give another -o FILE",
                            path_, std::strerror(errno)));
  file.publish();
}

std::optional<RunState> CheckpointFile::read(
    const RunIdentity& identity, Result& counts,
    const std::function<void(const std::string&)>& notice) const {
  std::vector<std::string> mistakes;
  for (const std::string& path : {path_, before_}) {
    std::error_code ignored;
    if (!fs::exists(path, ignored)) continue;
    try {
      const Stored stored = read_whole(path);
      if (const auto other = find_difference(stored.state.identity, identity))
        throw Error(ErrorKind::usage,
                    fmt::format("{} is of another run ({}); go on with that one as it was started, "
                                "give another -o FILE, or --force to begin anew",
                                path, *other));
      Result filled = counts;  // a failure leaves nothing half-filled
      unpack_counts(stored.packed, {filled.counts, &filled.fan, &filled.draw_outcomes});
      counts = std::move(filled);
      if (!mistakes.empty())
        notice(fmt::format("{}; going on from the one before", fmt::join(mistakes, "; ")));
      return stored.state;
    } catch (const Error&) {
      throw;
    } catch (const std::bad_alloc&) {
      throw;  // which says nothing of the file
    } catch (const std::exception& why) {
      mistakes.push_back(fmt::format("{} is damaged ({})", path, why.what()));
    }
  }
  if (mistakes.empty()) return {};
  throw Error(ErrorKind::file,
              fmt::format("{}; give --force to begin anew", fmt::join(mistakes, "; ")));
}

CheckpointStanding CheckpointFile::standing(const RunIdentity& identity, Result counts) const {
  try {
    return read(identity, counts, [](const std::string&) {}) ? CheckpointStanding::of_run
                                                             : CheckpointStanding::none;
  } catch (const Error& why) {
    return why.kind() == ErrorKind::usage ? CheckpointStanding::of_another
                                          : CheckpointStanding::damaged;
  }
}

void CheckpointFile::promote_backup() const {
  std::error_code ignored;
  if (!fs::exists(path_, ignored) || !fs::exists(before_, ignored)) return;
  try {
    read_whole(path_);
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception&) {
    fs::rename(before_, path_, ignored);
  }
}

void CheckpointFile::remove() const {
  std::error_code ignored;
  fs::remove(path_, ignored);
  fs::remove(before_, ignored);
}

}  // namespace racecast
