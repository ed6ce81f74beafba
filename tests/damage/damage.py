"""Damages result files, shards of a run, and runs summary, compare, report, export, verify and merge on
each: no crash, nothing longer than 5 s, and exit code 3 with a message that names the file, or an answer that
is right; and nothing left behind where merge refuses.

With --record, what was seen is written there, with date and hardware. Exit code 1: a fault was found."""
import argparse
import datetime
import json
import os
import pathlib
import platform
import subprocess
import sys
import tempfile


def processor():
    for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.machine()


def run(program, folder, files, seed, kind, quiet=False):
    """Exit code and report of racecast_damage."""
    report = pathlib.Path(folder) / "report.json"
    command = [program, "--folder", folder, "--files", str(files), "--seed", str(seed), "--kind",
               kind, "--jobs", str(os.cpu_count()), "--report", str(report)]
    status = subprocess.run(command, stdout=subprocess.DEVNULL, check=False,
                            stderr=subprocess.DEVNULL if quiet else None).returncode
    if not report.exists():
        sys.exit(f"racecast_damage ended with {status} and no report")
    return status, json.loads(report.read_text())


def require_plants(program):
    """A crash, a hang, a wrong answer and a file left behind, all planted, are called so."""
    with tempfile.TemporaryDirectory() as folder:
        status, seen = run(program, folder, 12, 1, "planted", quiet=True)
    for sign in ("signal 11", "more than 5 s", "whose bytes have changed",
                 "merge left planted"):
        if not any(sign in fault for fault in seen["faults"]):
            sys.exit(f"a planted fault was not seen: {sign}")
    if status != 1 or len(seen["faults"]) != 12:
        sys.exit(f"{len(seen['faults'])} of 12 planted faults were seen")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--damage", required=True, help="the program racecast_damage")
    parser.add_argument("--files", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", default="all")
    parser.add_argument("--record", type=pathlib.Path)
    arguments = parser.parse_args()
    require_plants(arguments.damage)
    folder = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with tempfile.TemporaryDirectory(dir=folder) as work:
        status, seen = run(arguments.damage, work, arguments.files, arguments.seed, arguments.kind)
    done = sum(kind["files"] for kind in seen["kinds"].values())
    if done + sum(kind["not_made"] for kind in seen["kinds"].values()) != arguments.files:
        sys.exit(f"{arguments.files} files were asked for, and not all were tried")
    if arguments.record:
        seen = {"date": datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds"),
                "processor": processor(), "processors": os.cpu_count(), **seen}
        arguments.record.write_text(json.dumps(seen, indent=2) + "\n")
    commands = sorted({command for kind in seen["kinds"].values() for command in kind["commands"]})
    print(f"{done} damaged files, {len(seen['faults'])} faults, slowest command "
          f"{seen['slowest_seconds']:.2f} s ({', '.join(commands)})")
    return 1 if status or seen["faults"] else 0


if __name__ == "__main__":
    sys.exit(main())
