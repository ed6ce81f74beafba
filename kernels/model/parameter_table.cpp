#include "kernels/model/parameter_table.hpp"

#include "kernels/model/parameters.hpp"

namespace racecast {
namespace {

constexpr double required = std::numeric_limits<double>::quiet_NaN();

template <class Struct>
constexpr int slot_of(std::size_t offset) {
  static_assert(sizeof(Struct) % sizeof(float) == 0);
  return static_cast<int>(offset / sizeof(float));
}

#define RC_REQUIRED required
#define RC_GROUP_WORLD ParameterGroup::world
#define RC_GROUP_NATION ParameterGroup::nation
#define RC_GROUP_CHANNEL ParameterGroup::channel
#define RC_GROUP_PROGRAMME ParameterGroup::programme
#define RC_GROUP_THRESHOLD ParameterGroup::threshold
#define RC_STRUCT_WORLD WorldParameters
#define RC_STRUCT_NATION NationParameters
#define RC_STRUCT_CHANNEL ChannelParameters
#define RC_STRUCT_PROGRAMME ProgrammeParameters
#define RC_STRUCT_THRESHOLD ThresholdParameters
#define RC_ROW(group, id, member, key, unit, low, high, absent, meaning)     \
  ParameterRow{RC_GROUP_##group, id,   #member, key,                         \
               unit,             low,  high,    absent,                      \
               meaning,          slot_of<RC_STRUCT_##group>(offsetof(RC_STRUCT_##group, member))},
constexpr ParameterRow rows[] = {
#include "kernels/model/parameters.def"
};
#undef RC_ROW

constexpr bool ids_are_unique() {
  for (const ParameterRow& a : rows)
    for (const ParameterRow& b : rows)
      if (&a != &b && a.group == b.group && a.id == b.id) return false;
  return true;
}
static_assert(ids_are_unique(), "parameters.def: two rows of one group share an id");

// FNV-1a, 32 bits: short, well known, and frozen here because names address random numbers.
std::uint32_t hash(std::uint32_t h, const char* text) {
  for (; *text != '\0'; ++text) h = (h ^ static_cast<unsigned char>(*text)) * 16777619u;
  return h;
}
std::uint32_t hash(std::uint32_t h, std::uint32_t number) {
  for (int shift = 0; shift < 32; shift += 8) h = (h ^ ((number >> shift) & 0xffu)) * 16777619u;
  return h;
}

}  // namespace

std::span<const ParameterRow> parameter_rows() { return rows; }

int slot_count() { return parameter_slots; }

int parameter_slot(const ParameterRow& row, int nation, int element) {
  const auto at = [&](std::size_t base, std::size_t stride, int index) {
    return static_cast<int>((base + stride * static_cast<std::size_t>(index)) / sizeof(float)) +
           row.offset;
  };
  const std::size_t of_nation =
      offsetof(Parameters, nation) + sizeof(NationParameters) * static_cast<std::size_t>(nation);
  switch (row.group) {
    case ParameterGroup::world: return at(offsetof(Parameters, world), 0, 0);
    case ParameterGroup::nation: return at(of_nation, 0, 0);
    case ParameterGroup::channel:
      return at(of_nation + offsetof(NationParameters, channel), sizeof(ChannelParameters), element);
    case ParameterGroup::programme:
      return at(offsetof(Parameters, programme), sizeof(ProgrammeParameters), element);
    case ParameterGroup::threshold:
      return at(offsetof(Parameters, threshold), sizeof(ThresholdParameters), element);
  }
  return -1;
}

std::uint32_t draw_stream(const ParameterRow& row, int nation_stream, const char* element_name) {
  const auto group = static_cast<std::uint32_t>(row.group);
  const auto nation = static_cast<std::uint32_t>(nation_stream);
  switch (row.group) {
    case ParameterGroup::world: return row.id;
    case ParameterGroup::nation: return (1u + nation) << 16 | row.id;
    case ParameterGroup::channel:
    case ParameterGroup::programme:
    case ParameterGroup::threshold: break;
  }
  std::uint32_t h = hash(2166136261u, group);
  if (row.group == ParameterGroup::channel) h = hash(h, nation);
  h = hash(hash(h, element_name), row.id);
  return h | 0x80000000u;  // never the packed number of a world or nation row
}

}  // namespace racecast
