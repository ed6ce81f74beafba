#!/usr/bin/env python3
"""Runs racecast and the same model written for Python's libraries side by side, on the same device.

Prints the speed of each and whether all gave the same forecast within the error of sampling.
Exit code: 0 when they agree, 1 when one does not, when counts do not add up or when a peer fails,
2 when racecast cannot run on the device.
"""

import argparse
import json
import os
import pathlib
import sys
import tempfile

import agreement
import race as asked
import report
import sides as sides_of

ROOT = pathlib.Path(__file__).resolve().parents[2]
MOST_Z = 5  # of some hundred tested: by chance once in ten thousand runs
MILLION = 1_000_000
TRAJECTORIES = {  # a round, unless told: some seconds each
    "cpu": {"racecast": MILLION, "numba": MILLION // 10, "numpy": MILLION // 10},
    "gpu": {"racecast": 100 * MILLION, "cupy": 100 * MILLION, "jax": 8 * MILLION}}


def arguments():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("config", nargs="?", default=ROOT / "configs" / "baseline.toml")
    parser.add_argument("--racecast", default=ROOT / "build" / "racecast", help="the program")
    parser.add_argument("--device", choices=TRAJECTORIES, default="cpu")
    parser.add_argument("--peers", help="only these, separated by commas, beside racecast")
    parser.add_argument("--threads", type=int, default=len(os.sched_getaffinity(0)),
                        help="of each side on a CPU (default: all cores)")
    parser.add_argument("--repeats", type=int, default=3, help="rounds, each side once in each")
    parser.add_argument("--trajectories", type=int, help="of racecast, a round")
    for name in ("numba", "numpy", "cupy", "jax"):
        parser.add_argument(f"--{name}-trajectories", type=int, metavar="N")
    parser.add_argument("--batch-draws", type=int, metavar="N",
                        help="of the peers on a GPU, which hold so many draws at once")
    parser.add_argument("--seed", type=int, default=1, help="the first; each run has another")
    parser.add_argument("--json", type=pathlib.Path, help="write a record of the comparison")
    return parser.parse_args()


def wanted_of(options):
    """Trajectories of each side."""
    told = vars(options)
    return {name: told["trajectories" if name == "racecast" else f"{name}_trajectories"] or usual
            for name, usual in TRAJECTORIES[options.device].items()}


def rounds(options, race, sides, wanted):
    """Every side in turn, `repeats` times; rates in path-months a second, and the summed counts."""
    rates = {name: [] for name in sides}
    total = {name: asked.new_counts(race) for name in sides}
    draws = dict.fromkeys(sides, 0)
    for repeat in range(options.repeats):
        for place, (name, side) in enumerate(sides.items()):
            seed = options.seed + 1000 * (repeat * len(sides) + place)
            counts, seconds, ran = side.run(wanted[name], seed)
            rates[name].append(ran * race.paths * race.horizon / seconds)
            draws[name] += ran
            for table in asked.COUNTS:
                total[name][table] += counts[table]
            print(f"round {repeat + 1}: {name:9} {ran * race.paths:>9} trajectories "
                  f"{seconds:8.2f} s {rates[name][-1] / 1e6:9.2f}M path-months/s", flush=True)
    return rates, total, draws


def compare(options, folder):
    program = sides_of.Racecast(options, folder)
    program.run(1, options.seed)  # for the resolved config
    program.process_seconds.clear()
    race = asked.read_race(program.config)
    peers, skipped, failed = sides_of.peers(options, race)
    sides = {"racecast": program, **peers}
    report.print_start(options, race, sides, skipped, failed)
    rates, total, draws = rounds(options, race, sides, wanted_of(options))
    report.print_speed(rates)
    rows = agreement.z_table(race, total, "racecast")
    report.print_agreement(rows)
    wrong = [f"{name}: {error} differ" for name, counts in total.items()
             for error in agreement.sum_errors(race, counts, draws[name])]
    wrong += [f"{name} failed" for name in failed]
    largest = report.largest_z(rows)
    if largest > MOST_Z:
        wrong.append(f"the largest |z| is {largest:.1f}: the sides disagree")
    print()
    print("\n".join(wrong) or f"all counts add up; the largest |z| is {largest:.1f}")
    if options.json:
        about = report.record(options, race, sides, skipped, failed, rates, draws, rows)
        options.json.write_text(json.dumps(about, indent=1) + "\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        try:
            sys.exit(compare(arguments(), temporary))
        except sides_of.NoDevice as error:
            print(f"racecast did not run: {error}", file=sys.stderr)
            sys.exit(2)
        except asked.NotSupported as error:
            print(f"nothing was compared: {error}", file=sys.stderr)
            sys.exit(2)
