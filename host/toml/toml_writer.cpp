#include <fmt/core.h>

#include <algorithm>

#include "host/text/number_text.hpp"
#include "host/toml/value.hpp"

namespace racecast {
namespace {

std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20 || byte == 0x7f) {
      out += fmt::format("\\u{:04X}", byte);
    } else {
      out += c;
    }
  }
  return out + '"';
}

std::string key_text(const std::string& key) { return is_bare_key(key) ? key : quoted(key); }

std::string float_text(double value) {
  std::string text = number_text(value);
  return text.find_first_of(".en") == std::string::npos ? text + ".0" : text;
}

std::string value_text(const Value& value);

std::string list_text(const Value& value) {
  std::string out;
  for (const Member& member : value.members) {
    if (!out.empty()) out += ", ";
    if (value.is_table()) out += key_text(member.key) + " = ";
    out += value_text(member.value);
  }
  return out;
}

std::string value_text(const Value& value) {
  switch (value.kind) {
    case Value::Kind::table: return value.members.empty() ? "{}" : "{ " + list_text(value) + " }";
    case Value::Kind::array: return "[" + list_text(value) + "]";
    case Value::Kind::string: return quoted(value.text);
    case Value::Kind::integer: return std::to_string(value.integer);
    case Value::Kind::floating: return float_text(value.number);
    case Value::Kind::boolean: return value.boolean ? "true" : "false";
    case Value::Kind::date: return value.text;
  }
  return "{}";
}

// A list of tables at the root: each gets a header of its own, [[key]].
bool is_list_of_tables(const Value& value) {
  return value.kind == Value::Kind::array && !value.members.empty() &&
         std::all_of(value.members.begin(), value.members.end(),
                     [](const Member& m) { return m.value.is_table(); });
}

void write_list(const Member& list, std::string& out) {
  for (const Member& entry : list.value.members) {
    out += "\n[[" + key_text(list.key) + "]]\n";
    for (const Member& member : entry.value.members) {
      out += key_text(member.key) + " = " + value_text(member.value) + '\n';
    }
  }
}

// Either all tables of a table get a header or none: a table in braces would have to stand before
// the first header, and the order of channels, programmes and thresholds would be lost.
void write_table(const Value& table, const std::string& path, std::string& out) {
  const bool headers =
      path.empty() || std::any_of(table.members.begin(), table.members.end(), [](const Member& m) {
        return m.value.is_table() && !m.value.braces;
      });
  const auto below = [&](const Member& member) {
    return headers &&
           (member.value.is_table() || (path.empty() && is_list_of_tables(member.value)));
  };
  const bool own_lines = !std::all_of(table.members.begin(), table.members.end(), below);
  if (!path.empty() && (own_lines || table.members.empty())) out += "\n[" + path + "]\n";
  for (const Member& member : table.members) {
    if (!below(member)) out += key_text(member.key) + " = " + value_text(member.value) + '\n';
  }
  for (const Member& member : table.members) {
    if (!below(member)) continue;
    if (!member.value.is_table()) {
      write_list(member, out);
      continue;
    }
    write_table(member.value, (path.empty() ? "" : path + '.') + key_text(member.key), out);
  }
}

}  // namespace

std::string inline_toml(const Value& value) { return value_text(value); }

std::string write_toml(const Value& document) {
  std::string out;
  write_table(document, "", out);
  return out;
}

}  // namespace racecast
