#!/usr/bin/env python3
"""Kills racecast at random moments, goes on with --resume, and compares.

    crash.py --racecast PROGRAM [--kills N] [--seed S] [--record FILE]

N times each, `run` and `merge` (and, where the program has it, `sweep`) are killed with SIGKILL at a
moment drawn from their whole duration, and started again with --resume until they end. Then the
digest must be that of an uninterrupted run, and the folder must hold the output alone. An output
that is there after a kill must already be whole.

First a run whose checkpoint is spoilt on purpose must be noticed."""
import argparse
import datetime
import json
import os
import pathlib
import platform
import random
import signal
import subprocess
import sys
import tempfile
import time

import h5py

CONFIG = pathlib.Path(__file__).resolve().parents[2] / "configs" / "quick.toml"
SWEEP = """
name = "crash"
config = "{config}"
method = "grid"
[set]
"run.trajectories" = {trajectories}
"run.samples" = 2
[[axis]]
name = "growth"
path = "us.power.growth"
values = [0.1, 0.2, 0.3]
"""


def digest_of(path):
    with h5py.File(path) as file:
        group = file["provenance"]
        name = "outcome_digest" if "outcome_digest" in group else "sweep_digest"
        return group[name][()].decode()


class Command:
    """A command that writes one file, with what it needs in a folder of its own."""

    def __init__(self, name, program, arguments, output):
        self.name, self.output = name, output
        self.line = [program, *arguments, "-o", output, "--quiet", "--resume"]

    def start(self, folder):
        return subprocess.Popen(self.line, cwd=folder, stdout=subprocess.DEVNULL,
                                stderr=subprocess.PIPE, text=True)

    def finish(self, folder):
        process = self.start(folder)
        _, message = process.communicate(timeout=600)
        return process.returncode, message

    def prepare(self, folder):
        """Files that the command reads, as links into the folder they were made in."""
        for file in self.inputs.iterdir():
            (folder / file.name).symlink_to(file)

    inputs = None


def leftovers(folder, command):
    return sorted(file.name for file in folder.iterdir()
                  if not file.is_symlink() and file.name != command.output)


def kill_once(command, seconds, wanted, chance):
    """What is wrong after one kill, and whether it came before the end."""
    with tempfile.TemporaryDirectory() as place:
        folder = pathlib.Path(place)
        command.prepare(folder)
        process = command.start(folder)
        time.sleep(chance.random() * seconds * 1.05)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        killed = process.returncode == -signal.SIGKILL
        output = folder / command.output
        if output.exists() and digest_of(output) != wanted:
            return "the output was not whole after the kill", killed
        status, message = command.finish(folder)
        if status != 0:
            return f"--resume ended with {status}: {message}", killed
        if digest_of(output) != wanted:
            return "another digest after --resume", killed
        if left := leftovers(folder, command):
            return f"left behind: {left}", killed
        return "", killed


def measure(command, kills, chance):
    with tempfile.TemporaryDirectory() as place:
        folder = pathlib.Path(place)
        command.prepare(folder)
        begin = time.monotonic()
        status, message = command.finish(folder)
        seconds = time.monotonic() - begin
        if status != 0:
            sys.exit(f"{command.name} fails without any kill: {message}")
        wanted = digest_of(folder / command.output)
    faults, killed = [], 0
    for _ in range(kills):
        fault, in_time = kill_once(command, seconds, wanted, chance)
        killed += in_time
        if fault:
            faults.append(fault)
    return {"trials": kills, "killed_before_the_end": killed, "seconds_uninterrupted": seconds,
            "faults": faults}


def require_plant(program, inputs):
    """A spoilt checkpoint, of which no generation is whole, is refused and not believed."""
    with tempfile.TemporaryDirectory() as place:
        folder = pathlib.Path(place)
        (folder / "out.h5.ckpt").write_bytes(b"racecast checkpoint 1\n" + bytes(100))
        done = subprocess.run([program, "run", CONFIG, "-o", "out.h5", "--resume", "--quiet"],
                              cwd=folder, capture_output=True, text=True, check=False)
        if done.returncode != 3 or "damaged" not in done.stderr:
            sys.exit("a spoilt checkpoint was not refused")
        command = Command("run", program, ["run", str(CONFIG), "--seed", "2"], "out.h5")
        command.inputs = inputs
        fault, _ = kill_once(command, 0.2, "of no run", random.Random(1))
        if "digest" not in fault and "not whole" not in fault:
            sys.exit(f"another digest was not noticed ({fault})")


def commands_of(program, folder, trajectories):
    runs = folder / "none"
    runs.mkdir()
    run = Command("run", program, ["run", str(CONFIG), "--trajectories", str(trajectories),
                                   "--checkpoint", "0.05", "--device", "cpu"], "out.h5")
    run.inputs = runs
    shards = folder / "shards"
    shards.mkdir()
    for number in range(1, 9):
        subprocess.run([program, "run", CONFIG, "--shard", f"{number}/8", "--device", "cpu",
                        "--quiet", "-o", shards / f"{number}.h5"], check=True,
                       stdout=subprocess.DEVNULL)
    merge = Command("merge", program, ["merge", *(f"{number}.h5" for number in range(8, 0, -1))],
                    "all.h5")
    merge.inputs = shards
    commands = [run, merge]
    if subprocess.run([program, "sweep", "--help"], capture_output=True, check=False).returncode == 0:
        sweep_folder = folder / "sweep"
        sweep_folder.mkdir()
        (sweep_folder / "sweep.toml").write_text(
            SWEEP.format(config=CONFIG, trajectories=trajectories // 4))
        sweep = Command("sweep", program, ["sweep", "sweep.toml", "--device", "cpu"], "sweep.h5")
        sweep.inputs = sweep_folder
        commands.append(sweep)
    return commands


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--racecast", required=True)
    parser.add_argument("--kills", type=int, default=12, help="of each command")
    parser.add_argument("--trajectories", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--record", type=pathlib.Path)
    arguments = parser.parse_args()
    program = str(pathlib.Path(arguments.racecast).resolve())
    chance = random.Random(arguments.seed)
    seen = {}
    with tempfile.TemporaryDirectory() as place:
        commands = commands_of(program, pathlib.Path(place), arguments.trajectories)
        require_plant(program, commands[0].inputs)
        for command in commands:
            seen[command.name] = measure(command, arguments.kills, chance)
            result = seen[command.name]
            print(f"{command.name}: {result['trials']} kills, {result['killed_before_the_end']} "
                  f"before the end, {len(result['faults'])} faults", *result["faults"][:5], sep="\n  ")
    if arguments.record:
        processor = next((line.split(":", 1)[1].strip() for line in open("/proc/cpuinfo")
                          if line.startswith("model name")), platform.machine())
        arguments.record.write_text(json.dumps(
            {"date": datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds"),
             "processor": processor, "processors": os.cpu_count(), "seed": arguments.seed,
             "trajectories": arguments.trajectories, "commands": seen}, indent=2) + "\n")
    faulty = any(result["faults"] for result in seen.values())
    # Kills that all come too late would prove nothing.
    late = [name for name, result in seen.items()
            if result["killed_before_the_end"] < result["trials"] / 3]
    if late:
        print(f"too few kills came before the end: {late}")
    return 1 if faulty or late else 0


if __name__ == "__main__":
    sys.exit(main())
