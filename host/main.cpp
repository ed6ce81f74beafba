#include "host/commands/command_line.hpp"

int main(int argc, char** argv) { return racecast::run_command_line(argc, argv); }
