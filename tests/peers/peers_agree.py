#!/usr/bin/env python3
"""The peers give racecast's forecast, those for a GPU as far as can be seen without one.

    peers_agree.py --racecast PROGRAM [--nvcc PATH]

compare.py runs NumPy (and Numba, where it is installed), and then in its GPU mode, but on a CPU: JAX
and CuPy are stand-ins (NumPy; g++ for the CUDA source), and racecast takes its CPU engine. Mistakes
that are planted must be caught. With nvcc the CUDA source is compiled for a GPU as well, and must
not spill. Exit code 77 (skipped) without NumPy and h5py.
"""
import argparse
import importlib.util
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "bench/peers"), str(ROOT / "tests/peers")]
if not all(importlib.util.find_spec(name) for name in ("numpy", "h5py")):
    print("skipped: NumPy and h5py are needed")
    sys.exit(77)

import numpy

import compare
import cupy_stand_in
import jax_stand_in
import sides

DRAWS = 2048
PHILOX = """
00000000 00000000 00000000 00000000 | 00000000 00000000 | 6627e8d5 e169c58d bc57ac4c 9b00dbd8
ffffffff ffffffff ffffffff ffffffff | ffffffff ffffffff | 408f276d 41c83b0e a20bc7c6 6d5451fd
243f6a88 85a308d3 13198a2e 03707344 | a4093822 299f31d0 | d16cfe09 94fdcceb 5001e420 24126ea1
""".strip().splitlines()


def judged(arguments, peers, device="gpu"):
    """The exit code of the comparison with these peers."""
    each = {f"{name}_trajectories": 16 * DRAWS for name in ("numba", "numpy", "cupy", "jax")}
    options = argparse.Namespace(
        config=ROOT / "configs/quick.toml", racecast=arguments.racecast, device=device, peers=peers,
        threads=2, repeats=1, trajectories=320_000, batch_draws=DRAWS // 2, seed=1, json=None,
        **each)
    with tempfile.TemporaryDirectory() as folder:
        return compare.compare(options, folder)


def planted(arguments, kind):
    """The same with a mistake: training runs half as large again, or normals a fifth wider."""
    if kind == "cupy":
        import cupy_race
        right = cupy_race.source_of
        cupy_race.source_of = lambda *given: (
            "#define sqrtf(x) (1.2f * sqrtf(x))\n" + right(*given))
        try:
            return judged(arguments, "cupy")
        finally:
            cupy_race.source_of = right
    import rebind
    import sections
    right = sections.measure

    def wrong(given, rates, world, price, caution, efficiency, own, level):
        right(given, rates, world, price, caution, efficiency, own, level)
        level[sections.EFFECTIVE] = level[sections.EFFECTIVE] * 1.5

    def plant(measure):
        sections.measure = measure
        rebind.with_arrays.cache_clear()

    plant(wrong)
    try:
        return judged(arguments, kind)
    finally:
        plant(right)


def check_philox():
    """Known answers of Philox4x32-10 (Random123): counter, key, words."""
    for answer in PHILOX:
        counter, key, words = (numpy.array([int(word, 16) for word in part.split()], numpy.uint32)
                               for part in answer.split("|"))
        cupy_stand_in.philox(counter, key)
        if list(counter) != list(words):
            sys.exit(f"philox gives {[hex(word) for word in counter]} instead of {answer}")


def check_refusal(arguments):
    """A config that correlates priors is refused, and one that takes them away again is not."""
    import race
    listed = '[{ between = ["us.power.growth", "cn.power.growth"], rank = %s }]'
    for ranks, refused in ((listed % 0.3, True), (listed % 0, False), ("[]", False)):
        with tempfile.TemporaryDirectory() as folder:
            config = pathlib.Path(folder) / "correlated.toml"
            config.write_text(f'extends = "{ROOT}/configs/quick.toml"\ncorrelation = {ranks}\n')
            program = sides.Racecast(argparse.Namespace(
                config=config, racecast=arguments.racecast, device="gpu", threads=1), folder)
            program.run(1, 1)
        try:
            race.read_race(program.config)
            if refused:
                sys.exit("the peers take a config that correlates priors")
        except race.NotSupported as error:
            if not refused:
                sys.exit(f"the peers refuse {ranks}: {error}")


def compile_for_gpu(nvcc):
    """Compiles the CUDA source with the options of the peer; complains of spills."""
    done = subprocess.run(
        [nvcc, "-std=c++17", f"-I{ROOT}", "-arch=sm_90", "-cubin", "-Xptxas", "-v", "-o",
         "/dev/null", "-x", "cu", "-"], input=cupy_stand_in.RawModule.codes[0], text=True,
        capture_output=True)
    if done.returncode != 0:
        sys.exit(done.stdout + done.stderr)
    said = done.stderr[done.stderr.index("run_draws"):]
    registers = re.search(r"Used (\d+) registers", said).group(1)
    if not re.search(r"\b0 bytes spill stores, 0 bytes spill loads", said):
        sys.exit(f"the raw kernel spills: {said}")
    print(f"the raw kernel: {registers} registers a thread on sm_90, no spills")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--racecast", required=True)
    parser.add_argument("--nvcc", default="")
    arguments = parser.parse_args()
    cupy_stand_in.install()
    jax_stand_in.install()
    sides.ENGINE["gpu"] = "cpu"
    for device in ("cpu", "gpu"):
        if judged(arguments, None, device) != 0:
            sys.exit("a peer does not agree with racecast")
    check_philox()
    check_refusal(arguments)
    for kind in ("jax", "cupy"):
        if planted(arguments, kind) == 0:
            sys.exit(f"a mistake that was planted in the {kind} peer went unseen")
    if pathlib.Path(arguments.nvcc or "absent").is_file():
        compile_for_gpu(arguments.nvcc)


if __name__ == "__main__":
    main()
