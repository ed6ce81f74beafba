#include "host/commands/team.hpp"

namespace racecast {
namespace {

Team* team_of_process = nullptr;

}  // namespace

Team* team() { return team_of_process; }
void set_team(Team* team) { team_of_process = team; }

}  // namespace racecast
