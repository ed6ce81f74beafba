#!/usr/bin/env python3
"""Writes README's table of speed out of the newest records.

    speed_table.py            writes it
    speed_table.py --check    writes nothing, and fails where README says something else
    speed_table.py --root FOLDER ...   for another copy of the project

Records are those of `racecast bench -o` (bench-cpu-DATE.json), bench/peers/compare.py
(peers-cpu-DATE.json) and bench/gpu_check.sh (gpu-DATE.json). What has no record is "not yet measured".
"""

import argparse
import json
import pathlib
import statistics
import sys

FIRST, LAST = "<!-- bench/speed_table.py -->\n", "<!-- end of speed_table.py -->\n"
PEERS = {"numba": "Numba, `prange` over all cores", "numpy": "NumPy, a process a core"}
GPU_ROWS = ["path-months/s on the baseline", "1e9 trajectories, end to end", "against JAX",
            "against a kernel written by hand", "issue slots used", "sanitizer reports",
            "digests equal to the CPU's"]


def newest(records, kind):
    """The record of a kind with the latest date in its name, or None."""
    found = sorted(records.glob(f"{kind}-*.json"))
    return json.loads(found[-1].read_text(encoding="utf-8")) if found else None


def millions(rate):
    return f"{rate / 1e6:.1f} million"


def bench_rows(record):
    device = f"{record['device']['name']}, {record['device']['detail']}, {record['date'][:10]}"
    yield f"| {device} | time | path-months/s | peak memory |\n|---|---|---|---|\n"
    for row in record["growth"]:
        seconds, n = row["seconds"]["median"], row["trajectories"]
        rate = n * record["config"]["horizon_months"] / seconds
        yield (f"| {n:,} trajectories × {record['config']['horizon_months']} months | {seconds:.3g} s "
               f"| {millions(rate)} | {row['peak_memory_bytes'] / 2**20:.0f} MiB |\n")
    yield f"| first result of a new process | {record['first_result_seconds']:.2g} s | | |\n"
    last = record["threads"][-1]
    yield (f"| {last['threads']} threads against one | {last['speed_up']['median']:.2f} × "
           f"({last['speed_up']['low']:.2f} to {last['speed_up']['high']:.2f}) | | |\n\n")


def peer_rows(record):
    about = record["racecast"]
    yield (f"| the same model, same cores, same run ({about['device_name']}, "
           f"{record['threads']} threads, {record['date'][:10]}) | path-months/s | racecast is |\n"
           "|---|---|---|\n")
    rates = record["path_months_per_second"]
    middle = statistics.median(rates["racecast"])
    yield f"| racecast ({about['device_detail'].split(',')[0]}), middle round | {millions(middle)} | |\n"
    for name, words in PEERS.items():
        if name in rates:
            yield (f"| {words}, fastest round | {millions(max(rates[name]))} "
                   f"| {middle / max(rates[name]):.1f} times faster |\n")
    yield (f"\nAll sides gave the same probabilities: the largest difference of any threshold is "
           f"{record['largest_z']:.1f} standard errors.\n\n")


def gpu_rows(record):
    yield "| GPU | measured |\n|---|---|\n"
    targets = {} if record is None else {row["what"]: row["measured"] for row in record["targets"]}
    for what in targets or GPU_ROWS:
        value = targets.get(what)
        yield f"| {what} | {'not yet measured' if value is None else f'{value:.4g}'} |\n"


def table(root):
    records = root / "bench/records"
    bench, peers = newest(records, "bench-cpu"), newest(records, "peers-cpu")
    rows = [*(bench_rows(bench) if bench else ["Not yet measured on a CPU.\n\n"]),
            *(peer_rows(peers) if peers else []), *gpu_rows(newest(records, "gpu"))]
    return "".join(rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--root", type=pathlib.Path,
                        default=pathlib.Path(__file__).resolve().parents[1])
    options = parser.parse_args()
    page = options.root / "README.md"
    text = page.read_text(encoding="utf-8")
    if FIRST not in text or LAST not in text:
        sys.exit(f"{page} has no place for the table ({FIRST.strip()} and {LAST.strip()})")
    before, rest = text.split(FIRST, 1)
    made = before + FIRST + "\n" + table(options.root) + "\n" + LAST + rest.split(LAST, 1)[1]
    if options.check and made != text:
        sys.exit("README.md's table of speed is not that of the records: run bench/speed_table.py")
    if not options.check:
        page.write_text(made, encoding="utf-8")


if __name__ == "__main__":
    main()
