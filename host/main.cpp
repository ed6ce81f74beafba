#include "host/commands/commands.hpp"

int main(int argc, char** argv) { return racecast::run_command_line(argc, argv); }
