#!/usr/bin/env python3
"""The engine's random words in dieharder, in three layouts; and a record of every p-value.

    battery.py --words PROGRAM [--record FILE] [--layouts NAME...] [--quick]

Each test of dieharder (Brown, Eddelbuettel, Bauer) that it calls good itself reads words of a seed of its
own: within a trajectory, across trajectories, and across trajectories that lie a logical block apart
(words.cpp). A p-value below 1e-8 is a failure: of about 270 one in 370,000 runs of the battery. First
it is seen that words whose lowest bit never changes fail.
"""
import argparse
import concurrent.futures
import datetime
import json
import os
import pathlib
import shutil
import subprocess
import sys
import time

LAYOUTS = ["within", "across", "strided"]
# -d, and -n where one stands behind; lagged sums at the strides of a block, a month and a warp.
TESTS = [(0,), (1,), (2,), (3,), (4,), (8,), (9,), (10,), (11,), (12,), (13,), (15,), (16,), (17,),
         (100,), (101,), (102,), *[(200, n) for n in range(1, 13)],
         *[(201, n) for n in range(2, 6)], *[(202, n) for n in range(2, 6)],
         *[(203, n) for n in (0, 1, 2, 3, 7, 11, 15, 31)], (204,), (205,), (206,), (207,), (208,),
         (209,)]
QUICK = [(8,), (15,), (100,), (101,), (102,), (205,)]
LOWEST = 1e-8


def dieharder(source, test):
    """p-values of one test as rows, of what `source` writes."""
    number, *ntuple = test
    command = ["dieharder", "-g", "200", "-k", "2", "-d", str(number)]
    if ntuple:
        command += ["-n", str(ntuple[0])]
    with subprocess.Popen(source, stdout=subprocess.PIPE) as words:
        done = subprocess.run(command, stdin=words.stdout, capture_output=True, text=True, check=True)
        words.stdout.close()
        words.terminate()
    rows = []
    for line in done.stdout.splitlines():
        fields = [field.strip() for field in line.split("|")]
        if len(fields) == 6 and fields[1].isdigit():
            rows.append({"test": fields[0], "ntuple": int(fields[1]), "samples": int(fields[2]),
                         "p_samples": int(fields[3]), "p": float(fields[4])})
    if not rows:
        sys.exit(f"battery.py: dieharder -d {number} printed no p-value:\n{done.stdout}{done.stderr}")
    return rows


def runs(layouts, quick):
    """(layout, seed, test) of each run; quick: half of six tests in turn, so that each is made and each
    layout seen."""
    return [(layout, seed, test) for place, layout in enumerate(layouts)
            for seed, test in enumerate(QUICK if quick else TESTS, start=1)
            if not quick or len(layouts) == 1 or (place + seed) % 2 == 0]


def fails(rows):
    return [row for row in rows if row["p"] < LOWEST]


def sees_a_stuck_bit(words):
    """The battery must see words whose lowest bit is always 0."""
    code = ("import sys\nread, write = sys.stdin.buffer.read, sys.stdout.buffer.write\n"
            "table = bytes(b & 254 for b in range(256))\n"
            "while chunk := read(1 << 16):\n"
            "  c = bytearray(chunk); c[::4] = c[::4].translate(table); write(c)\n")
    plant = ["sh", "-c", '"$0" within 1 | "$1" -c "$2" 2>/dev/null', words, sys.executable, code]
    return any(fails(dieharder(plant, test)) for test in [(102,)])


def processor():
    for line in pathlib.Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return "unknown"


def record_of(rows, seconds, whole):
    return {"date": datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds"),
            "battery": "dieharder 3.31.1", "processor": processor(), "seconds": round(seconds),
            "whole": whole, "p_values": len(rows), "lowest_p": min(row["p"] for row in rows),
            "below_0.005": sum(row["p"] < 0.005 for row in rows),
            "above_0.995": sum(row["p"] > 0.995 for row in rows), "failed": fails(rows), "rows": rows}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--words", required=True)
    parser.add_argument("--record", type=pathlib.Path)
    parser.add_argument("--layouts", nargs="*", default=LAYOUTS)
    parser.add_argument("--quick", action="store_true", help="few of the tests: half a minute")
    options = parser.parse_args()
    if shutil.which("dieharder") is None:
        print("dieharder is not installed: skipped")
        sys.exit(77)
    if not sees_a_stuck_bit(options.words):
        sys.exit("battery.py: dieharder does not see a bit that never changes")
    began, rows, asked = time.time(), [], runs(options.layouts, options.quick)
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        found = pool.map(lambda run: dieharder([options.words, run[0], str(run[1])], run[2]), asked)
        for done, ((layout, seed, _), values) in enumerate(zip(asked, found), start=1):
            for row in values:
                rows.append({"layout": layout, "seed": seed, **row})
                print("{layout:8} {test:22} {ntuple:3} {p:.8f}".format(**rows[-1]), flush=True)
            if options.record:  # after each test: an interruption leaves what was done
                whole = done == len(asked)
                record = record_of(rows, time.time() - began, whole)
                options.record.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
    bad = fails(rows)
    print(f"{len(rows)} p-values, the lowest {min(row['p'] for row in rows):.3g}; "
          f"{len(bad)} below {LOWEST:g}")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
