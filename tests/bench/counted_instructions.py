#!/usr/bin/env python3
"""The operations that bench counts are the instructions that the compiler made of them.

    counted_instructions.py --steps PROGRAM --objdump OBJDUMP [--shares]

PROGRAM (step_draws.cpp) runs a draw one instruction at a time: what is executed is known exactly.
Its vector instructions are sorted by the pipes that issue them, and compared with the counts of
kernels/engine/count_operations.hpp. Exit code 77 (skipped) where a program cannot be stepped.
"""
import argparse
import collections
import pathlib
import re
import subprocess
import sys

SKIPPED = 77
ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
REGISTER = {"avx2": "%ymm", "avx512": "%zmm"}
# An instruction set's own ways: shuffles that join a product's halves, a xor of three.
SHUFFLES, THREE_WAY = {"avx2": 5, "avx512": 3}, {"avx2": 2, "avx512": 1}
# Largest difference, as a share of what is counted. Compilers leave out what is not used, and join
# two operations where an instruction does both; engines make random numbers that nobody wants.
ALLOWED = {"multiplying": 0.03, "adding": 0.06, "all": 0.06}

MULTIPLYING = r"vf(n?m)(add|sub)\d+ps|vmulps|vpmuludq|vpmulld"
ADDING = (r"vaddps|vsubps|vmaxps|vminps|vcmp\w*ps|vpcmp\w+|vptestn?md|vcvtdq2ps|vps[lr][la][dq]|"
          r"vps[lr]l?vd")
OTHERS = (r"vp?(and|or|xor|andn)(ps|d|q)?|vpternlog[dq]|vp?blend\w+|vpadd[dq]|vpsub[dq]|"
          r"vmovs[hl]dup|vpshufd|vshufps|vpermilps|vperm[it]2(d|ps)|vpmovm2d|vpabsd")
DIVIDING = r"vdivps|vsqrtps"
LINE = re.compile(r"^\s*([0-9a-f]+):\t(?:\{evex\} )?(\S+) ?(.*)$", re.MULTILINE)
CLEARED = re.compile(r"(%\w+),\1,\1$")  # x ^ x: no work, the register is renamed


def kind_of(mnemonic):
    for kind, pattern in (("multiplying", MULTIPLYING), ("adding", ADDING), ("others", OTHERS),
                          ("dividing", DIVIDING)):
        if re.fullmatch(pattern, mnemonic):
            return kind
    return "moving"  # loads, stores, copies, broadcasts


def expected(isa, names, counts, vectors):
    of = {name: count * vectors for name, count in zip(names, counts)}
    multiplying = (of["fused"] + of["multiply"] + of["word_multiply"] + 2 * of["word_product"])
    adding = of["add"] + of["extreme"] + of["compare"] + of["convert"] + of["shift"]
    others = (of["select"] + of["logic"] + of["word_add"] + SHUFFLES[isa] * of["word_product"] +
              THREE_WAY[isa] * of["exclusive_or"])
    return {"multiplying": multiplying, "adding": adding, "all": multiplying + adding + others,
            "dividing": of["divide"] + of["root"]}


def executed(isa, listing, times):
    """Vector instructions of each kind of pipe; `times`: how often each address was executed."""
    found, kinds = collections.Counter(), collections.Counter()
    for address, mnemonic, operands in LINE.findall(listing):
        count = times.get(int(address, 16), 0)
        if count == 0 or REGISTER[isa] not in operands:
            continue
        masked_copy = re.fullmatch(r"vmov(aps|dqa32|ups|dqu32)", mnemonic) and "{%k" in operands
        if masked_copy and REGISTER[isa] in operands.split(",")[0]:
            mnemonic = "vblendmps"  # a select, written as a copy under a mask
        if re.fullmatch(OTHERS, mnemonic) and CLEARED.search(operands):
            continue
        kind = kind_of(mnemonic)
        found[kind] += count
        kinds[f"{mnemonic} ({kind})"] += count
    found["all"] = found["multiplying"] + found["adding"] + found["others"]
    return found, kinds


def differences(want, got, allowed):
    """(kind, counted, executed) of each that differs by more than is allowed."""
    return [(kind, want[kind], got[kind]) for kind, share in allowed.items()
            if want[kind] == 0 or abs(got[kind] / want[kind] - 1) > share]


def self_test():
    listing = ("    10:\tvmulps %zmm1,%zmm2,%zmm3\n    20:\tvfmadd213ps %zmm1,%zmm2,%zmm3\n"
               "    28:\tvfnmadd231ps (%rax){1to16},%zmm2,%zmm3\n"
               "    30:\tvmulss %xmm1,%xmm2,%xmm3\n"
               "    40:\tvpxord %zmm1,%zmm1,%zmm1\n    50:\tvxorps %zmm1,%zmm2,%zmm1\n"
               "    60:\tvmovaps %zmm1,%zmm2{%k1}\n    70:\tvmovaps %zmm1,%zmm2\n"
               "    80:\tvcmpltps %zmm1,%zmm2,%k1\n    90:\tvmulps %zmm1,%zmm2,%zmm3\n")
    times = {address: 5 for address in range(0x10, 0x90)}
    got, _ = executed("avx512", listing, times)
    right = dict(got) == {"multiplying": 15, "others": 10, "adding": 5, "all": 30, "moving": 5}
    want = {"multiplying": 100, "adding": 100, "all": 100}
    close = dict(multiplying=102, adding=98, all=104)
    planted = [dict(close, multiplying=110), dict(close, adding=90), dict(close, all=120)]
    if not right or differences(want, close, ALLOWED) or not all(
            differences(want, each, ALLOWED) for each in planted):
        sys.exit(f"the checker does not see planted instructions and differences ({dict(got)})")


def step(arguments, isa):
    done = subprocess.run([arguments.steps, str(ROOT / "configs/quick.toml"), isa, "1"],
                          capture_output=True, text=True)
    if done.returncode == SKIPPED:
        return None
    if done.returncode != 0:
        sys.exit(f"{arguments.steps} ended with {done.returncode}: {done.stderr}")
    return done.stdout.splitlines()


def check(arguments, isa, listing):
    """None where the instruction set cannot be stepped, else whether all is well."""
    lines = step(arguments, isa)
    if lines is None:
        return None
    names, numbers = lines[0].split(), [int(word) for word in lines[1].split()]
    group, vector, counts = numbers[0], numbers[1], numbers[2:]
    times = {int(address, 16): int(count) for address, count in map(str.split, lines[2:])}
    want = expected(isa, names, counts, group // vector)
    got, kinds = executed(isa, listing, times)
    for kind in want:
        print(f"{isa}: {kind}: {want[kind]} counted, {got[kind]} executed "
              f"({100 * (got[kind] / want[kind] - 1):+.1f} %)")
    if arguments.shares:
        print("  " + ", ".join(f"{name} {count}" for name, count in kinds.most_common()))
    wrong = differences(want, got, ALLOWED)
    for kind, counted, ran in wrong:
        print(f"{isa}: {kind}: {counted} counted, but {ran} executed "
              f"(allowed: {100 * ALLOWED[kind]:.0f} %)")
    return not wrong


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--steps", required=True, help="racecast_steps")
    parser.add_argument("--objdump", default="")
    parser.add_argument("--shares", action="store_true", help="show every instruction's count")
    arguments = parser.parse_args()
    self_test()
    if not pathlib.Path(arguments.objdump or "absent").is_file():
        print("skipped: objdump is not here")
        sys.exit(SKIPPED)
    listing = subprocess.run([arguments.objdump, "-d", "-w", "--no-show-raw-insn", arguments.steps],
                             capture_output=True, text=True, check=True).stdout
    results = [check(arguments, isa, listing) for isa in REGISTER]
    if all(result is None for result in results):
        print("skipped: no vectors here, or instructions cannot be stepped")
        sys.exit(SKIPPED)
    sys.exit(1 if False in results else 0)


if __name__ == "__main__":
    main()
