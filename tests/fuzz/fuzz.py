#!/usr/bin/env python3
"""Feeds mutated configs to the parser, under sanitizers and with a stack of 256 KiB.

Builds the target (cmake/Fuzz.cmake) with clang++ in both modes, and runs the executions asked for in
parallel jobs, each with a seed of its own. --plants first sees every kind of fault caught: broken
properties, undefined behaviour, a leak, an overflowing stack. Exit status: 0 nothing was found, 1 a
fault, 77 there is no clang++ with libFuzzer.
"""
import argparse
import datetime
import json
import os
import pathlib
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
CORPUS = ROOT / "tests/fuzz/corpus"
MODES = ["checked", "release"]
STACK = 256 * 1024
LONGEST_INPUT = 1024
SLOWEST_SECONDS = 10
SANITIZERS = {
    # An allocation remembers three callers: unwinding more of them takes time.
    "ASAN_OPTIONS": "malloc_context_size=3",
    "UBSAN_OPTIONS": "print_stacktrace=1",
}
PLANTS = {
    "control": "broken property: a diagnostic that a terminal acts on",
    "bounds": "broken property: .* is out of bounds",
    "overflow": "runtime error: signed integer overflow",
    "leak": "LeakSanitizer: detected memory leaks",
    "stack": "AddressSanitizer: stack-overflow",
}


def has_fuzzer(compiler):
    if not shutil.which(compiler):
        return False
    program = 'extern "C" int LLVMFuzzerTestOneInput(const unsigned char*, unsigned long) { return 0; }'
    with tempfile.TemporaryDirectory() as folder:
        made = subprocess.run(
            [compiler, "-x", "c++", "-", "-fsanitize=fuzzer,address", "-o", f"{folder}/probe"],
            input=program, text=True, capture_output=True)
    return made.returncode == 0


def build(folder, compiler, launcher):
    options = ["-DRACECAST_FUZZ=ON", "-DRACECAST_TESTS=OFF", "-DRACECAST_CUDA=OFF",
               "-DRACECAST_MPI=OFF", "-DRACECAST_REPORT=OFF", "-DRACECAST_UNITY=ON",
               f"-DCMAKE_CXX_COMPILER={compiler}"]
    if launcher:
        options.append(f"-DCMAKE_CXX_COMPILER_LAUNCHER={launcher}")
    targets = [part for mode in MODES for part in ("--target", f"racecast_fuzz_{mode}")]
    for step in (["-S", ROOT, "-B", folder, *options],
                 ["--build", folder, "--parallel", str(os.cpu_count()), *targets]):
        done = subprocess.run(["cmake", *step], capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(f"the fuzzer cannot be built:\n{done.stdout[-4000:]}{done.stderr[-4000:]}")


def small_stack():
    resource.setrlimit(resource.RLIMIT_STACK, (STACK, STACK))


def start(target, arguments, log, **more):
    return subprocess.Popen([target, *arguments], stdout=log, stderr=subprocess.STDOUT,
                            preexec_fn=small_stack, env={**os.environ, **SANITIZERS, **more})


def check_plants(folder):
    """The plants that are not caught."""
    missed = []
    for mode in MODES:
        for plant, words in PLANTS.items():
            with tempfile.TemporaryFile("w+") as log:
                job = start(folder / f"racecast_fuzz_{mode}",
                            [f"-artifact_prefix={folder}/planted-", CORPUS / "valid-minimal.toml"],
                            log, RACECAST_FUZZ_PLANT=plant)
                status = job.wait()
                log.seek(0)
                if status == 0 or not re.search(words, log.read()):
                    missed.append(f"{mode}: the planted fault '{plant}' is not caught")
    return missed


class Job:
    """One fuzzer with a seed and a growing corpus of its own."""

    def __init__(self, folder, mode, seed, executions):
        self.mode, self.seed = mode, seed
        self.findings = folder / "findings"
        self.findings.mkdir(exist_ok=True)
        self.log = self.findings / f"{mode}-{seed}.log"
        self.grown = tempfile.TemporaryDirectory()
        # Without entropic schedules, the bookkeeping of which takes as long as the parser.
        arguments = [f"-runs={executions}", f"-seed={seed}", f"-max_len={LONGEST_INPUT}",
                     f"-timeout={SLOWEST_SECONDS}", "-entropic=0", "-reload=0", "-print_final_stats=1",
                     f"-dict={ROOT}/tests/fuzz/config.dict",
                     f"-artifact_prefix={self.findings}/{mode}-{seed}-", self.grown.name, CORPUS]
        with self.log.open("w") as log:
            self.process = start(folder / f"racecast_fuzz_{mode}", arguments, log)

    def result(self):
        status = self.process.wait()
        self.grown.cleanup()
        text = self.log.read_text(errors="replace")
        executions = re.search(r"stat::number_of_executed_units: (\d+)", text)
        covered = re.findall(r" cov: (\d+) ", text)
        found = {"leaks": "LeakSanitizer" in text, "timeouts": "ERROR: libFuzzer: timeout" in text}
        found["crashes"] = status != 0 and not any(found.values())
        return {"mode": self.mode, "seed": self.seed, "exit_status": status,
                "executions": int(executions[1]) if executions else 0,
                "edges_covered": int(covered[-1]) if covered else 0,
                **{kind: int(there) for kind, there in found.items()}}


def run_jobs(folder, executions, count, first_seed):
    shutil.rmtree(folder / "findings", ignore_errors=True)
    share = -(-executions // count)
    jobs = [Job(folder, MODES[i % len(MODES)], first_seed + i, share) for i in range(count)]
    return [job.result() for job in jobs]


def first_line(*command):
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    return (done.stdout.splitlines() or [""])[0]


def record_of(results, seconds, compiler):
    total = {key: sum(result[key] for result in results)
             for key in ("executions", "crashes", "leaks", "timeouts")}
    return {"date": datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d"),
            "commit": first_line("git", "describe", "--always", "--dirty"),
            "compiler": first_line(compiler, "--version"),
            "sanitizers": ["address", "leak", "undefined"], "stack_bytes": STACK,
            "longest_input_bytes": LONGEST_INPUT, "slowest_allowed_seconds": SLOWEST_SECONDS,
            "seeds_in_corpus": len(list(CORPUS.iterdir())), **total,
            "wall_seconds": round(seconds, 1),
            "executions_per_second": round(total["executions"] / max(seconds, 1e-9)),
            "jobs": results}


def parse_arguments():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--build", type=pathlib.Path, required=True, help="build folder of its own")
    options.add_argument("--executions", type=int, default=10_000_000)
    options.add_argument("--jobs", type=int, default=max(2, os.cpu_count() or 2))
    options.add_argument("--seed", type=int, default=1, help="of the first job")
    options.add_argument("--compiler", default="clang++")
    options.add_argument("--launcher", default="", help="such as ccache")
    options.add_argument("--plants", action="store_true", help="see planted faults caught first")
    options.add_argument("--record", type=pathlib.Path, help="a JSON file of what was run")
    return options.parse_args()


def main():
    chosen = parse_arguments()
    if not has_fuzzer(chosen.compiler):
        print(f"skipped: there is no {chosen.compiler} with libFuzzer (Debian: clang libclang-rt-dev)")
        sys.exit(77)
    folder = chosen.build.resolve()
    build(folder, chosen.compiler, chosen.launcher)
    bad = check_plants(folder) if chosen.plants else []
    began = time.monotonic()
    results = run_jobs(folder, chosen.executions, chosen.jobs, chosen.seed)
    record = record_of(results, time.monotonic() - began, chosen.compiler)
    text = json.dumps(record, indent=2) + "\n"
    print(text, end="")
    if chosen.record:
        chosen.record.write_text(text)
    for result in results:
        if result["exit_status"] != 0:
            log = folder / "findings" / f"{result['mode']}-{result['seed']}.log"
            bad.append(f"a fault; its input is in {log.parent}, and the end of {log} says:\n" +
                       log.read_text(errors="replace")[-3000:])
        elif result["executions"] < chosen.executions // chosen.jobs:
            bad.append(f"{result['mode']} {result['seed']} ended early")
    sys.exit("\n".join(bad) if bad else 0)


if __name__ == "__main__":
    main()
