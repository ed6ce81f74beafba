#!/usr/bin/env python3
"""The same bits from aarch64: NEON vectors and single lanes, cross-compiled and run in an emulator.

    neon.py --runner racecast_bits [--draws N]

Needs aarch64-linux-gnu-g++ and qemu-aarch64 (Debian: g++-aarch64-linux-gnu, qemu-user-static). Exit code
77 (skipped) without them.
"""
import argparse
import pathlib
import shutil
import subprocess
import sys
import tempfile

SKIPPED = 77
ROOT = pathlib.Path(__file__).resolve().parents[2]
FLAGS = ["-std=c++20", "-O2", "-static", f"-I{ROOT}", "-fno-math-errno", "-fno-trapping-math",
         "-ffp-contract=off", "-Wno-psabi", "-DRC_ISA=bare"]
CONFIGS = ["quick.toml", "baseline.toml", "../tests/bits/correlated.toml"]
HERE = ("g++", ["-march=x86-64-v3", "-DRC_WIDTH=8"], [])


def tools():
    """Compiler and emulator, or None."""
    compiler = shutil.which("aarch64-linux-gnu-g++")
    emulator = shutil.which("qemu-aarch64") or shutil.which("qemu-aarch64-static")
    return (compiler, emulator) if compiler and emulator else None


def build(folder, compiler, flags):
    program = pathlib.Path(folder) / f"bare-{len(list(pathlib.Path(folder).iterdir()))}"
    subprocess.run([compiler, *FLAGS, *flags, ROOT / "tests/bits/bare.cpp", "-o", program],
                   check=True)
    return program


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runner", required=True, help="the program racecast_bits")
    options.add_argument("--draws", default="20")
    chosen = options.parse_args()
    found = tools()
    if found is None:
        print("skipped: aarch64-linux-gnu-g++ and qemu-aarch64 are not both here")
        sys.exit(SKIPPED)
    compiler, emulator = found
    builds = [("this processor", *HERE), ("aarch64, NEON", compiler, ["-DRC_WIDTH=4"], [emulator]),
              ("aarch64, single lanes", compiler, ["-DRC_WIDTH=1"], [emulator])]
    bad = []
    with tempfile.TemporaryDirectory() as folder:
        programs = [(name, run, build(folder, cxx, flags)) for name, cxx, flags, run in builds]
        for config in CONFIGS:
            forecast = pathlib.Path(folder) / "forecast"
            subprocess.run([chosen.runner, "--dump", ROOT / "configs" / config, forecast], check=True)
            first = None
            for name, run, program in programs:
                line = subprocess.run([*run, program, forecast, chosen.draws], check=True,
                                      capture_output=True, text=True).stdout.strip()
                print(f"{pathlib.Path(config).name:15} {name:22} {line}")
                first = first or line
                if line != first or not line.startswith("0 "):
                    bad.append(f"{config}: {name} gives other bits")
    sys.exit("\n".join(bad) if bad else 0)


if __name__ == "__main__":
    main()
