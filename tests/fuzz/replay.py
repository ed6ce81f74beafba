#!/usr/bin/env python3
"""The fuzzer's corpus without the fuzzer: all properties hold, on a stack of 256 KiB.

Each case goes to racecast_replay, which examines it as the fuzzer does, and the same bytes as a file to
`racecast check`, which must accept or refuse it and end by itself. The limit is tried first: a program
that needs more must fail. Programs with sanitizers, whose frames are many times as large, get 4 MiB.
"""
import argparse
import functools
import pathlib
import resource
import subprocess
import sys

CORPUS = pathlib.Path(__file__).resolve().parent / "corpus"
STACK = 256 * 1024


def run_on(stack, *command):
    done = subprocess.run(command, timeout=60 * (stack // STACK), capture_output=True,
                          preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_STACK, (stack, stack)))
    return done.returncode, (done.stdout + done.stderr).decode(errors="replace")


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--replay", required=True, help="the program racecast_replay")
    options.add_argument("--racecast", required=True)
    options.add_argument("--sanitized", action="store_true")
    chosen = options.parse_args()
    stack = 16 * STACK if chosen.sanitized else STACK
    run = functools.partial(run_on, stack)
    cases = sorted(CORPUS.iterdir())
    bad = []
    deep = "f = lambda n: n and max(0, sorted([n], key=lambda x: f(n - 1))[0]); " \
           "import sys; sys.setrecursionlimit(1 << 20); f(1 << 14)"
    if run(sys.executable, "-c", deep)[0] == 0:
        bad.append("the limit of the stack does not work here")
    status, text = run(chosen.replay, *cases)
    if status != 0 or f"{len(cases)} cases" not in text:
        bad.append(f"racecast_replay ends with {status}:\n{text}")
    for case in cases:
        status, text = run(chosen.racecast, "check", case)
        refused = case.name.startswith("refused-")
        if status not in ([2] if refused else [0, 2]) or (status == 2 and ": error: " not in text):
            bad.append(f"racecast check {case.name} ends with {status}:\n{text}")
    print(f"{len(cases)} cases on a stack of {stack} bytes")
    sys.exit("\n".join(bad) if bad else 0)


if __name__ == "__main__":
    main()
