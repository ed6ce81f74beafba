"""What compare.py prints and keeps of a comparison."""

import datetime
import os
import platform
import statistics

import numpy as np


def print_start(options, race, sides, skipped, failed):
    on = f"{options.threads} threads" if options.device == "cpu" else "one GPU"
    print(f"{race.config['name']}: {race.horizon} months, {race.paths} paths a draw, {on}")
    for name, side in sides.items():
        if side.compile_seconds:
            print(f"{name} compiled in {side.compile_seconds:.1f} s, not counted")
    for name, why in skipped.items():
        print(f"{name} is SKIPPED: {why}")
    for name, why in failed.items():
        print(f"{name} FAILED: {why}")


def times_faster(rates, name):
    """racecast's middle round against the fastest one of a peer."""
    return statistics.median(rates["racecast"]) / max(rates[name])


def print_speed(rates):
    print(f"\n{'':9}{'path-months/s: median':>23}{'lowest':>11}{'highest':>11}{'racecast/it':>13}")
    for name, of in rates.items():
        middle = statistics.median(of)
        print(f"{name:9}{middle / 1e6:>22.2f}M{min(of) / 1e6:>10.2f}M{max(of) / 1e6:>10.2f}M"
              f"{times_faster(rates, name) if name != 'racecast' else 1:>13.1f}")


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
    return max((abs(side[key]) for row in rows for side in row["sides"].values()
                for key in ("z", "z_us_month", "z_cn_month")
                if key in side and not (key == "z" and side["rare"])), default=0.0)


def record(options, race, sides, skipped, failed, rates, draws, rows):
    peers = {name: side for name, side in sides.items() if name != "racecast"}
    return {
        "date": datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds"),
        "device": options.device, "config": race.config["name"], "horizon_months": race.horizon,
        "paths_per_draw": race.paths, "threads": options.threads, "cores": os.cpu_count(),
        "machine": platform.machine(), "racecast": sides["racecast"].about,
        "python": platform.python_version(), "numpy": np.__version__,
        "peers": {name: {**side.about, "compile_seconds": side.compile_seconds}
                  for name, side in peers.items()},
        "skipped": skipped, "failed": failed,
        "racecast_process_seconds": sides["racecast"].process_seconds, "draws": draws,
        "path_months_per_second": rates,
        "racecast_times_faster": {name: times_faster(rates, name) for name in peers},
        "agreement": rows, "largest_z": largest_z(rows)}
