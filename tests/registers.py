#!/usr/bin/env python3
"""The kernel that runs draws holds a path in registers: no spills, and no more than its limit.

    registers.py --nvcc PATH --flags "FLAGS OF THE PROJECT" [--all]

Compiles the CUDA engine for sm_90 and reads what ptxas says of the kernel; with --all it shows the
other architectures too. Exit code 77 (skipped) without nvcc.
"""
import argparse
import pathlib
import re
import subprocess
import sys
import tempfile

SKIPPED = 77
ROOT = pathlib.Path(__file__).resolve().parent.parent
KERNEL = "run_draws_kernel"
LIMIT = 168  # registers a thread at 12 warps an SM: 65,536 / (12 x 32), rounded down to eights
JUDGED = "90"
OTHERS = ["75", "80", "86", "100", "120"]

ENTRY = re.compile(r"Compiling entry function '(\w+)' for 'sm_(\w+)'")
SPILLS = re.compile(r"(\d+) bytes spill stores, (\d+) bytes spill loads")
REGISTERS = re.compile(r"Used (\d+) registers")

PLANTED = """\
ptxas info    : 3 bytes gmem
ptxas info    : Compiling entry function '_Z6otherPf' for 'sm_90'
ptxas info    : Function properties for _Z6otherPf
    64 bytes stack frame, 40 bytes spill stores, 52 bytes spill loads
ptxas info    : Used 255 registers, used 0 barriers, 64 bytes cumulative stack size
ptxas info    : Compile time = 7.000 ms
ptxas info    : Compiling entry function '_Z16run_draws_kernelPKf' for 'sm_90'
ptxas info    : Function properties for _Z16run_draws_kernelPKf
    {stack} bytes stack frame, {stores} bytes spill stores, {loads} bytes spill loads
ptxas info    : Used {registers} registers, used 1 barriers, 41216 bytes smem
"""


def read(text):
    """(architecture, registers, bytes spilled and reloaded) of each entry that is the kernel."""
    found = []
    for part in text.split("Compiling entry function")[1:]:
        name, architecture = ENTRY.search("Compiling entry function" + part).groups()
        if KERNEL not in name:
            continue
        registers, spills = REGISTERS.search(part), SPILLS.search(part)
        if not registers or not spills:
            sys.exit(f"ptxas says neither registers nor spills of {name}:\n{part}")
        found.append((architecture, int(registers.group(1)), sum(map(int, spills.groups()))))
    return found


def mistakes(found):
    if not found:
        return [f"ptxas says nothing of {KERNEL}"]
    return [f"sm_{architecture}: {registers} registers (limit {LIMIT}), {spilled} bytes of spills"
            for architecture, registers, spilled in found if registers > LIMIT or spilled > 0]


def self_test():
    def judge(**numbers):
        return bool(mistakes(read(PLANTED.format(**numbers))))
    fine = dict(stack=0, stores=0, loads=0, registers=LIMIT)
    wrong = [dict(fine, registers=LIMIT + 1), dict(fine, stores=4), dict(fine, loads=4)]
    right = not judge(**fine) and all(judge(**numbers) for numbers in wrong)
    if not right or not mistakes(read(PLANTED.format(**fine).replace(KERNEL, "another"))):
        sys.exit("the parser does not see planted registers and spills")


def compile_for(arguments, architecture):
    with tempfile.TemporaryDirectory() as folder:
        command = [arguments.nvcc, "-std=c++20", *arguments.flags.split(), f"-I{ROOT}",
                   "-lineinfo", f"-arch=sm_{architecture}", "-Xptxas", "-v", "-cubin",
                   str(ROOT / "kernels/engine/cuda.cu"), "-o", f"{folder}/kernels.cubin"]
        done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)}\n{done.stdout}{done.stderr}")
    return read(done.stdout + done.stderr)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--nvcc", default="")
    parser.add_argument("--flags", default="")
    parser.add_argument("--all", action="store_true", help="show other architectures too")
    arguments = parser.parse_args()
    self_test()
    if not pathlib.Path(arguments.nvcc or "absent").is_file():
        print("skipped: counting registers needs nvcc")
        sys.exit(SKIPPED)
    judged = compile_for(arguments, JUDGED)
    shown = judged + [row for architecture in (OTHERS if arguments.all else [])
                      for row in compile_for(arguments, architecture)]
    for architecture, registers, spilled in shown:
        print(f"sm_{architecture}: {registers} registers, {spilled} bytes of spills")
    wrong = mistakes(judged)
    print("\n".join(wrong))
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
