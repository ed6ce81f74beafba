#!/usr/bin/env python3
"""Runs racecast and the same model in NumPy and in Numba side by side on the same cores.

Prints the speed of each and whether all gave the same forecast within the error of sampling.
Exit code: 0 when they agree, 1 when one does not, or when counts do not add up.
"""

import argparse
import datetime
import json
import os
import pathlib
import platform
import statistics
import subprocess
import sys
import tempfile
import time

import h5py
import numba
import numpy as np

import agreement
import numba_race
import numpy_race
import race as asked

ROOT = pathlib.Path(__file__).resolve().parents[2]
MOST_Z = 5  # of some hundred tested: by chance once in ten thousand runs


def arguments():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("config", nargs="?", default=ROOT / "configs" / "baseline.toml")
    parser.add_argument("--racecast", default=ROOT / "build" / "racecast", help="the program")
    parser.add_argument("--threads", type=int, default=len(os.sched_getaffinity(0)),
                        help="of each side (default: all cores)")
    parser.add_argument("--repeats", type=int, default=3, help="rounds, each side once in each")
    parser.add_argument("--trajectories", type=int, default=1_000_000, help="of racecast, a round")
    parser.add_argument("--numba-trajectories", type=int, default=100_000)
    parser.add_argument("--numpy-trajectories", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1, help="the first; each run has another")
    parser.add_argument("--json", type=pathlib.Path, help="write a record of the comparison")
    return parser.parse_args()


class Racecast:
    """Runs the program; its tables come from the result file."""

    def __init__(self, options, folder):
        self.options, self.file = options, pathlib.Path(folder) / "racecast.h5"
        self.about, self.process_seconds = {}, []

    def run(self, trajectories, seed):
        options = self.options
        command = [options.racecast, "run", options.config, "--device", "cpu", "--threads",
                   options.threads, "--trajectories", trajectories, "--seed", seed, "--output",
                   self.file, "--force", "--quiet"]
        began = time.perf_counter()
        subprocess.run([str(word) for word in command], check=True, stdout=subprocess.DEVNULL)
        self.process_seconds.append(time.perf_counter() - began)
        with h5py.File(self.file) as file:
            attributes = file["provenance"].attrs
            self.about = {name: str(attributes[name]) for name in (
                "racecast_version", "git_commit", "compiler", "device_name", "device_detail")}
            self.config = file["provenance/config_resolved"].asstr()[()]
            counts = {name: file[name + "_count"][()].astype(np.int64) for name in asked.COUNTS}
            return counts, float(attributes["wall_seconds"]), int(attributes["draws"])


class Peer:
    def __init__(self, module, race, threads):
        self.module, self.race, self.threads = module, race, threads

    def run(self, trajectories, seed):
        draws = -(-trajectories // self.race.paths)
        began = time.perf_counter()
        counts = self.module.run(self.race, draws, seed, self.threads)
        return counts, time.perf_counter() - began, draws


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
            print(f"round {repeat + 1}: {name:8} {ran * race.paths:>9} trajectories "
                  f"{seconds:8.2f} s {rates[name][-1] / 1e6:9.2f}M path-months/s", flush=True)
    return rates, total, draws


def print_speed(rates):
    print(f"\n{'':9}{'path-months/s: median':>23}{'lowest':>9}{'highest':>9}{'racecast/it':>13}")
    best = statistics.median(rates["racecast"])
    for name, of in rates.items():
        middle = statistics.median(of)
        print(f"{name:9}{middle / 1e6:>22.2f}M{min(of) / 1e6:>8.2f}M{max(of) / 1e6:>8.2f}M"
              f"{best / middle:>13.1f}")


def print_agreement(rows):
    peers = [name for name in rows[0]["sides"] if name != "racecast"]
    print("\nP(US first) ± its standard error over draws; z of the difference to racecast,"
          "\nand of that of the mean months of arrival of the US and of China; * too rare to judge")
    head = "".join(f"{name:>17}{'z':>6}{'us':>6}{'cn':>6}" for name in peers)
    print(f"{'':22}{'racecast':>17}{head}")
    for row in rows:
        line = f"{row['threshold']:22}"
        for side in row["sides"].values():
            line += f"{side['us_first']:>9.4f} ±{side['standard_error']:.4f}"
            if "z" in side:
                line += f"{side['z']:>6.1f}{'*' if side['rare'] else ' '}"
                line += f"{side['z_us_month']:>5.1f}{side['z_cn_month']:>6.1f}"
        print(line)


def largest_z(rows):
    return max(abs(side[key]) for row in rows for side in row["sides"].values()
               for key in ("z", "z_us_month", "z_cn_month")
               if key in side and not (key == "z" and side["rare"]))


def record(options, race, sides, rates, draws, rows, compile_seconds):
    return {
        "date": datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds"),
        "config": race.config["name"], "horizon_months": race.horizon, "paths_per_draw": race.paths,
        "threads": options.threads, "cores": os.cpu_count(), "machine": platform.machine(),
        "racecast": sides["racecast"].about, "python": platform.python_version(),
        "numpy": np.__version__, "numba": numba.__version__,
        "numba_threading_layer": numba.threading_layer(),
        "numba_svml": bool(numba.config.USING_SVML),
        "numba_compile_seconds": compile_seconds,
        "racecast_process_seconds": sides["racecast"].process_seconds, "draws": draws,
        "path_months_per_second": rates,
        "racecast_times_faster": {name: statistics.median(rates["racecast"]) / statistics.median(of)
                                  for name, of in rates.items() if name != "racecast"},
        "agreement": rows, "largest_z": largest_z(rows)}


def compare(options, folder):
    program = Racecast(options, folder)
    program.run(1, options.seed)  # for the resolved config
    program.process_seconds.clear()
    race = asked.read_race(program.config)
    began = time.perf_counter()
    numba_race.run(race, options.threads, 0, options.threads)
    compile_seconds = time.perf_counter() - began
    print(f"{race.config['name']}: {race.horizon} months, {race.paths} paths a draw, "
          f"{options.threads} threads; Numba compiled in {compile_seconds:.1f} s, not counted")
    sides = {"racecast": program, "numba": Peer(numba_race, race, options.threads),
             "numpy": Peer(numpy_race, race, options.threads)}
    wanted = {"racecast": options.trajectories, "numba": options.numba_trajectories,
              "numpy": options.numpy_trajectories}
    rates, total, draws = rounds(options, race, sides, wanted)
    print_speed(rates)
    rows = agreement.z_table(race, total, "racecast")
    print_agreement(rows)
    wrong = [f"{name}: {error} differ" for name, counts in total.items()
             for error in agreement.sum_errors(race, counts, draws[name])]
    if largest_z(rows) > MOST_Z:
        wrong.append(f"the largest |z| is {largest_z(rows):.1f}: the sides disagree")
    print()
    print("\n".join(wrong) or f"all counts add up; the largest |z| is {largest_z(rows):.1f}")
    if options.json:
        about = record(options, race, sides, rates, draws, rows, compile_seconds)
        options.json.write_text(json.dumps(about, indent=1) + "\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        sys.exit(compare(arguments(), temporary))
