#!/usr/bin/env python3
"""No kernel may compute approximately, flush denormals or add floats atomically.

    ptx_gate.py --nvcc PATH --flags "FLAGS OF THE PROJECT"

Compiles the CUDA engine to PTX with the project's own flags and reads every instruction, after the
gate has shown on planted kernels that it can refuse. Prints the instructions of the kernel that runs
draws by class. Exit code 77 (skipped) without nvcc.
"""
import argparse
import pathlib
import re
import subprocess
import sys
import tempfile

SKIPPED = 77
ROOT = pathlib.Path(__file__).resolve().parent.parent
INSTRUCTION = re.compile(r"^\s*\{?\s*(?:@!?%\w+\s+)?([a-z][a-z0-9_]*(?:[.:]+\w+)+)", re.MULTILINE)
REFUSED = {
    "approximate": re.compile(r"\.approx\b|^(div|sqrt|rcp)\.full\b|^(sin|cos|ex2|lg2|tanh)\."),
    "flushes denormals": re.compile(r"\.ftz\b"),
    "adds floats atomically": re.compile(r"^(atom|red|multimem)\b.*\.(f16|f16x2|bf16|bf16x2|f32|f64)\b"),
}
CLASSES = {  # of the instructions of a kernel, the first that fits
    "division and root": r"^(div|sqrt|rcp)\.",
    "float fma": r"^fma\..*f32",
    "float multiply": r"^mul\..*f32",
    "float add": r"^(add|sub|neg|abs|min|max)\..*f32",
    "compare and select": r"^(setp|selp|slct|set)\.",
    "convert": r"^cvt\.",
    "integer multiply": r"^(mul|mad)\.",
    "integer": r"^(add|sub|and|or|xor|not|shl|shr|shf|neg|min|max|popc|clz|bfind|prmt|lop3|bfe)\.",
    "shared memory": r"^(ld|st)\.shared",
    "other memory": r"^(ld|st)\.",
    "atomic, vote, barrier": r"^(atom|red|vote|match|activemask|bar|redux|shfl)\b",
    "move": r"^(mov|cvta)\.",
    "branch": r"^(bra|ret|call|exit)\b",
}
PLANTED = {  # kernel body: what the gate must say of it
    "x[0] = __expf(x[0]);": "approximate",
    "x[0] = __fdividef(x[0], 3.0f);": "approximate",
    "atomicAdd(x, 1.0f);": "adds floats atomically",
    "x[0] = x[1] / 3.0f + sqrtf(x[2]);": None,
    "atomicAdd(reinterpret_cast<unsigned*>(x), 1u);": None,
}
PLANTED_WITH_FTZ = "x[0] = x[1] + 3.0f;"


def compile_to_ptx(arguments, source, extra=()):
    with tempfile.TemporaryDirectory() as folder:
        ptx = pathlib.Path(folder) / "kernel.ptx"
        command = [arguments.nvcc, "-std=c++20", *arguments.flags.split(), *extra, f"-I{ROOT}",
                   f"-arch=compute_{arguments.arch}", "--ptx", str(source), "-o", str(ptx)]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(f"{' '.join(command)}\n{done.stdout}{done.stderr}")
        return ptx.read_text(encoding="utf-8")


def judge(ptx):
    """What is refused, as (reason, instruction); and how many instructions were read."""
    instructions = INSTRUCTION.findall(ptx)
    refused = {(reason, instruction) for instruction in instructions
               for reason, pattern in REFUSED.items() if pattern.search(instruction)}
    return sorted(refused), len(instructions)


def operations(ptx, kernel):
    """How many instructions of each class stand in the body of `kernel`."""
    body = ptx[ptx.index(f".entry {kernel}"):].split("\n}\n", 1)[0]
    counts = dict.fromkeys([*CLASSES, "rest"], 0)
    for instruction in INSTRUCTION.findall(body):
        counts[next((name for name, pattern in CLASSES.items()
                     if re.search(pattern, instruction)), "rest")] += 1
    return counts


def judge_planted(arguments, body, extra=()):
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder) / "planted.cu"
        source.write_text(f"__global__ void planted(float* x) {{ {body} }}\n", encoding="utf-8")
        reasons = {reason for reason, _ in judge(compile_to_ptx(arguments, source, extra))[0]}
    return reasons.pop() if len(reasons) == 1 else reasons or None


def self_test(arguments):
    for body, expected in PLANTED.items():
        found = judge_planted(arguments, body)
        if found != expected:
            sys.exit(f"the gate says {found} instead of {expected} of: {body}")
    found = judge_planted(arguments, PLANTED_WITH_FTZ, ["-ftz=true"])
    if found != "flushes denormals":
        sys.exit(f"the gate says {found} of a kernel compiled with -ftz=true")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--nvcc", default="")
    parser.add_argument("--flags", default="")
    parser.add_argument("--arch", default="90")
    arguments = parser.parse_args()
    if not pathlib.Path(arguments.nvcc or "absent").is_file():
        print("skipped: the PTX gate needs nvcc")
        sys.exit(SKIPPED)
    self_test(arguments)
    ptx = compile_to_ptx(arguments, ROOT / "kernels/engine/cuda.cu")
    kernels = re.findall(r"^\s*(?:\.visible |\.weak )*\.entry (\w+)", ptx, re.MULTILINE)
    if not any("run_draws" in kernel for kernel in kernels):
        sys.exit(f"the kernel that runs draws is not among those found: {kernels}")
    runs_draws = next(kernel for kernel in kernels if "run_draws" in kernel)
    print(f"compute_{arguments.arch}: " + ", ".join(
        f"{number} {name}" for name, number in operations(ptx, runs_draws).items()))
    refused, instructions = judge(ptx)
    for reason, instruction in refused:
        print(f"{instruction}: {reason}")
    doubles = len(re.findall(r"^\s*\w+(?:\.\w+)*\.f64\b", ptx, re.MULTILINE))
    print(f"{len(kernels)} kernels, {instructions} instructions ({doubles} in double precision), "
          f"{len(refused)} kinds refused")
    sys.exit(1 if refused else 0)


if __name__ == "__main__":
    main()
