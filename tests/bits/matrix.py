#!/usr/bin/env python3
"""The same bits from every compiler, optimisation and vector width; contraction must be caught.

Builds the CPU engine's inner loop (tests/bits/library.cpp) in each combination that this machine has
a compiler and a processor for. For the shipped configs it compares a hash of every number of every
path in every month, and the digest of the counts.
"""
import argparse
import itertools
import pathlib
import platform
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
FLAGS = ["-std=c++20", "-shared", "-fPIC", f"-I{ROOT}", "-fno-math-errno", "-fno-trapping-math",
         "-Wno-psabi"]
EXACT = ["-ffp-contract=off"]
CONTRACTED = 1  # bit of kernels/base/selftest.hpp


def processor_flags():
    info = pathlib.Path("/proc/cpuinfo")
    return set(info.read_text().split()) if info.exists() else set()


def widths():
    """Name and flags of each build; (name, why not) for those left out."""
    one, four, eight, sixteen = ([f"-DRC_WIDTH={lanes}"] for lanes in (1, 4, 8, 16))
    if platform.machine() not in ("x86_64", "AMD64"):
        return [("portable", one), ("vectors of 4", four)], []
    v3, v4 = ["-march=x86-64-v3"], ["-march=x86-64-v4", "-mprefer-vector-width=512"]
    found = [("portable", v3 + one), ("avx2", v3 + eight),
             ("avx2, one vector", v3 + eight + ["-DRC_PARTS=1"])]
    if {"avx512f", "avx512vl", "avx512bw", "avx512dq", "avx512cd"} <= processor_flags():
        return found + [("avx512", v4 + sixteen)], []
    return found, [("avx512", "this processor does not have it")]


def build(folder, compiler, flags):
    library = pathlib.Path(folder) / "bits.so"
    subprocess.run([compiler, *FLAGS, *flags, "-DRC_ISA=matrix",
                    ROOT / "tests/bits/library.cpp", "-o", library], check=True)
    return library


def outcome(runner, library, config, draws):
    """Faults of the self-test, and (hash of states, digest of counts)."""
    done = subprocess.run([runner, library, ROOT / "configs" / config, str(draws)], check=True,
                          capture_output=True, text=True)
    faults, states, digest = done.stdout.split()
    return int(faults), (states, digest)


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runner", required=True, help="the program racecast_bits")
    options.add_argument("--full", action="store_true", help="all optimisation levels, more draws")
    chosen = options.parse_args()
    compilers = [name for name in ("g++", "clang++") if shutil.which(name)]
    levels = ["-O0", "-O1", "-O2", "-O3"] if chosen.full else ["-O1", "-O3"]
    draws = 1000 if chosen.full else 100
    present, absent = widths()
    for name, why in absent:
        print(f"skipped: {name} ({why})")
    configs, seen, bad = ["quick.toml", "baseline.toml"], {}, []
    with tempfile.TemporaryDirectory() as folder:
        for compiler, level, (name, flags) in itertools.product(compilers, levels, present):
            library = build(folder, compiler, [level, *EXACT, *flags])
            for config in configs:
                faults, bits = outcome(chosen.runner, library, config, draws)
                print(f"{compiler:8} {level} {name:17} {config:14} {bits[0]} {bits[1][:16]}")
                if faults:
                    bad.append(f"{compiler} {level} {name}: self-test faults {faults}")
                if seen.setdefault(config, bits) != bits:
                    bad.append(f"{compiler} {level} {name} {config}: other bits")
        # The control: with contraction on, the self-test must see it and the bits must differ.
        library = build(folder, compilers[0], ["-O2", "-ffp-contract=fast", *present[0][1]])
        faults, bits = outcome(chosen.runner, library, configs[0], draws)
        print(f"control: with contraction, self-test faults {faults}, states {bits[0]}")
        if not faults & CONTRACTED:
            bad.append("the self-test does not notice contraction")
        if bits[0] == seen[configs[0]][0]:
            bad.append("contraction changes no bit: the matrix proves nothing")
    sys.exit("\n".join(bad) if bad else 0)


if __name__ == "__main__":
    main()
