#!/usr/bin/env python3
"""The keys of every command's JSON are those that json_keys.txt lists: they are a promise.

    json_keys.py --racecast PROGRAM            fails where they are not
    json_keys.py --racecast PROGRAM --write    writes the list, for a change that is meant

`a.b[].c` is the key c of the objects in the list b of the object a. What `run` writes is what `summary`
does; of `bench`, whose lists depend on the machine's speed, bench_test looks at the keys.
"""
import argparse
import difflib
import json
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
LIST = pathlib.Path(__file__).with_suffix(".txt")
QUICK = "configs/quick.toml"
HINDCAST = ["configs/hindcast-2025.toml", "--data", "configs/history/history.csv"]
SWEEP = f"""
name = "small"
config = "{ROOT / QUICK}"
method = "grid"
[set]
"run.trajectories" = 512
[[axis]]
name = "growth"
path = "us.power.growth"
values = [0.1, 0.3]
"""


def commands(result, folder):
    """Name, arguments and whether it succeeds."""
    sweep, bad = folder / "sweep.toml", folder / "bad.toml"
    sweep.write_text(SWEEP, encoding="utf-8")
    bad.write_text("name = 3\n", encoding="utf-8")
    yield "summary", ["summary", result, "--json"], True
    yield "compare", ["compare", result, result, "--json"], True
    yield "verify", ["verify", result, "--json"], True
    yield "export", ["export", result, "--table", "outcome_probability", "--format", "json"], True
    yield "sensitivity of a file", ["sensitivity", result, "--json"], True
    yield "sensitivity", ["sensitivity", QUICK, "--rows", "16", "--json"], True
    yield "diff", ["diff", QUICK, "configs/ai-bust.toml", "--json"], True
    yield "explain", ["explain", "configs/baseline.toml", "--json"], True
    yield "replay", ["replay", QUICK, "--trajectory", "7", "--format", "json"], True
    yield "check", ["check", bad, "--json"], False
    yield "devices", ["devices", "--json"], True
    yield "rare", ["rare", QUICK, "--trajectories", "2048", "--json"], True
    yield "sweep", ["sweep", sweep, "-o", folder / "s.h5", "--json"], True
    yield "hindcast", ["hindcast", *HINDCAST, "--draws", "64", "--json"], True
    yield "calibrate", ["calibrate", *HINDCAST, "-o", folder / "p.toml", "--draws", "1024",
                        "--stage-draws", "256", "--paths", "32", "--size", "100", "--json"], True


def paths_of(data, path=""):
    if isinstance(data, dict):
        for key, value in data.items():
            yield f"{path}.{key}"
            yield from paths_of(value, f"{path}.{key}")
    elif isinstance(data, list):
        for value in data:
            yield from paths_of(value, f"{path}[]")


def found_keys(program):
    with tempfile.TemporaryDirectory() as name:
        result = pathlib.Path(name) / "a.h5"
        subprocess.run([program, "run", QUICK, "--trajectories", "2048", "--quiet", "-o", result],
                       check=True, stdout=subprocess.DEVNULL, cwd=ROOT)
        for command, arguments, good in commands(result, pathlib.Path(name)):
            done = subprocess.run([program, *arguments], capture_output=True, text=True, cwd=ROOT)
            if (done.returncode == 0) != good:
                sys.exit(f"{command}: exit status {done.returncode}: {done.stderr}")
            for path in sorted(set(paths_of(json.loads(done.stdout)))):
                yield f"{command}: {path.lstrip('.')}\n"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--racecast", required=True)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    found = list(found_keys(arguments.racecast))
    if arguments.write:
        LIST.write_text("".join(found), encoding="utf-8")
        return
    listed = LIST.read_text(encoding="utf-8").splitlines(keepends=True)
    changes = list(difflib.unified_diff(listed, found, "json_keys.txt", "what it writes", n=0))
    print("".join(changes) or f"{len(found)} keys are as they are listed")
    sys.exit(1 if changes else 0)


if __name__ == "__main__":
    main()
