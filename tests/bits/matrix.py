#!/usr/bin/env python3
"""The same bits from every compiler, optimisation and vector width; contraction must be caught.

Builds the CPU engine's inner loop (tests/bits/library.cpp) for the compilers, levels and widths that
this machine can run, in half of their combinations: each two of a compiler, a level and a width meet.
For the shipped configs it compares a hash of every number of every path in every month, and the digest
of the counts. With --full: all combinations of three optimisation levels, every shipped config with each
of twenty seeds, and the committed golden digests.
"""
import argparse
import concurrent.futures
import itertools
import os
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
GOLDEN_DRAWS = 8  # of tests/engine/golden_test.cpp
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


def build(folder, name, compiler, flags):
    library = pathlib.Path(folder) / f"{name}.so"
    subprocess.run([compiler, *FLAGS, *flags, "-DRC_ISA=matrix",
                    ROOT / "tests/bits/library.cpp", "-o", library], check=True)
    return library


def combinations(compilers, levels, present, full):
    """(compiler, level, (name, flags)) of each build."""
    places = itertools.product(*(range(len(each)) for each in (compilers, levels, present)))
    return [(compilers[i], levels[j], present[k]) for i, j, k in places
            if full or len(compilers) == 1 or (i + j + k) % 2 == 0]


def questions(full):
    """(config, seed or none, draws) of each forecast to compare."""
    if not full:
        return [("quick.toml", None, 100), ("baseline.toml", None, 100),
                ("../tests/bits/correlated.toml", None, 100)]
    return [(config, seed, GOLDEN_DRAWS) for config, seed in golden()]


def golden():
    """The committed digest of each (config, seed)."""
    lines = (ROOT / "tests/engine/golden.txt").read_text().splitlines()
    rows = [line.split() for line in lines if line and not line.startswith(("#", "model"))]
    return {(config, seed): digest for config, seed, digest in rows}


def outcomes(folder, runner, asked, number, combination):
    compiler, level, (_, flags) = combination
    library = build(folder, number, compiler, [level, *EXACT, *flags])
    return [outcome(runner, library, question) for question in asked]


def outcome(runner, library, question):
    """Faults of the self-test, and (hash of states, digest of counts)."""
    config, seed, draws = question
    done = subprocess.run([runner, library, ROOT / "configs" / config, str(draws),
                           *([seed] if seed else [])], check=True, capture_output=True, text=True)
    faults, states, digest = done.stdout.split()
    return int(faults), (states, digest)


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runner", required=True, help="the program racecast_bits")
    options.add_argument("--full", action="store_true", help="all optimisation levels, more draws")
    chosen = options.parse_args()
    compilers = [name for name in ("g++", "clang++") if shutil.which(name)]
    levels = ["-O1", "-O2", "-O3"] if chosen.full else ["-O1", "-O3"]
    asked, known = questions(chosen.full), golden()
    present, absent = widths()
    for name, why in absent:
        print(f"skipped: {name} ({why})")
    seen, bad = {}, []
    with tempfile.TemporaryDirectory() as folder:
        builds = combinations(compilers, levels, present, chosen.full)
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            found = pool.map(lambda each: outcomes(folder, chosen.runner, asked, *each),
                             enumerate(builds))
        for (compiler, level, (name, _)), answers in zip(builds, found):
            for question, (faults, bits) in zip(asked, answers):
                config, seed, _ = question
                print(f"{compiler:8} {level} {name:17} {config:26} {seed or '':>3} {bits[0]} "
                      f"{bits[1][:16]}")
                if faults:
                    bad.append(f"{compiler} {level} {name}: self-test faults {faults}")
                if seen.setdefault(question, bits) != bits:
                    bad.append(f"{compiler} {level} {name} {config} {seed or ''}: other bits")
                if known.get((config, seed), bits[1]) != bits[1]:
                    bad.append(f"{compiler} {level} {name} {config} {seed}: not the golden digest")
        # The control: with contraction on, the self-test must see it and the bits must differ.
        library = build(folder, "control", compilers[0], ["-O2", "-ffp-contract=fast", *present[0][1]])
        faults, bits = outcome(chosen.runner, library, asked[0])
        print(f"control: with contraction, self-test faults {faults}, states {bits[0]}")
        if not faults & CONTRACTED:
            bad.append("the self-test does not notice contraction")
        if bits[0] == seen[asked[0]][0]:
            bad.append("contraction changes no bit: the matrix proves nothing")
    sys.exit("\n".join(bad) if bad else 0)


if __name__ == "__main__":
    main()
