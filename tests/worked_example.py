#!/usr/bin/env python3
"""CONTRIBUTING.md's example of a new parameter and process works as it stands there.

    worked_example.py --racecast PROGRAM

Takes the diff out of CONTRIBUTING.md and applies it to a copy of the tree. It may touch the table of
parameters, step.hpp, one config and one test, and nothing else. The copy must build without a
warning, its new test must pass, its new config must be in order, and what did not ask for the new
process must give the same digest as PROGRAM, the build of the tree without it: a digest depends
neither on optimisation nor on the instruction set, so that the copy has the least of both. Exit code
77 (skipped) where the tree is no git checkout.
"""
import argparse
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
ALLOWED = (r"kernels/model/parameters\.def", r"kernels/model/step\.hpp", r"configs/[\w-]+\.toml",
           r"tests/model/\w+_test\.cpp")


def example(text):
    """The diff of the section on adding a process."""
    section = text.split("\n## Adding a process\n", 1)[1].split("\n## ", 1)[0]
    (diff,) = re.findall(r"^```diff\n(.*?)^```$", section, re.M | re.S)
    return diff


def touched(diff):
    return re.findall(r"^\+\+\+ b/(\S+)$", diff, re.M)


def excess(diff):
    """What the diff touches beyond one file of each kind."""
    left = list(ALLOWED)
    over = []
    for path in touched(diff):
        kind = next((kind for kind in left if re.fullmatch(kind, path)), None)
        if kind is None:
            over.append(path)
        else:
            left.remove(kind)
    return over


def check_self(diff):
    """A diff that touches more, or the same kind of file twice, is told."""
    beyond = diff + "--- a/host/main.cpp\n+++ b/host/main.cpp\n"
    twice = diff + "--- /dev/null\n+++ b/tests/model/second_test.cpp\n"
    return excess(beyond) == ["host/main.cpp"] and excess(twice) == ["tests/model/second_test.cpp"]


def run(*command, **options):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True,
                          check=False, **options)
    if done.returncode != 0:
        print((done.stdout + done.stderr)[-4000:])
        sys.exit(f"failed: {' '.join(str(part) for part in command)}")
    return done.stdout


def copy_tree(folder):
    for name in run("git", "ls-files", "-z", cwd=ROOT).split("\0"):
        source = ROOT / name
        if name and source.is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, folder / name)


def digest(program, config):
    text = run(program, "run", config, "--trajectories", "2048", "--device", "cpu", "--quiet",
               "--json", "--force", "-o", pathlib.Path(config).parent / "digest.h5")
    return re.search(r'"outcome_digest": *"([0-9a-f]{64})"', text)[1]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--racecast", required=True, type=pathlib.Path)
    racecast = parser.parse_args().racecast
    if not (ROOT / ".git").exists() or shutil.which("git") is None:
        print("skipped: no git checkout")
        return 77
    diff = example((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"))
    if not check_self(diff):
        sys.exit("a diff that touches too much is not told")
    if excess(diff):
        sys.exit(f"the example touches more than it says: {excess(diff)}")
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        copy_tree(folder)
        run("git", "apply", "--whitespace=error", "-", cwd=folder, input=diff)
        test, config = (next(path for path in touched(diff) if path.startswith(kind))
                        for kind in ("tests/", "configs/"))
        build = folder / "build"
        run("cmake", "-S", folder, "-B", build, "-DRACECAST_CUDA=OFF", "-DRACECAST_MPI=OFF",
            "-DRACECAST_REPORT=OFF", "-DRACECAST_ISAS=portable", "-DRACECAST_UNITY=ON",
            "-DRACECAST_WERROR=ON", "-DCMAKE_BUILD_TYPE=Release", "-DCMAKE_CXX_FLAGS_RELEASE=-O0",
            f"-DRACECAST_ONLY_TESTS={test}")
        run("cmake", "--build", build, "--parallel", os.cpu_count() or 1, "--target", "racecast",
            "racecast_tests")
        print(run(build / "racecast_tests", "--warn", "NoTests", cwd=folder).strip())
        print(run(build / "racecast", "check", folder / config).strip())
        quick = folder / "configs/quick.toml"
        with_it, without = digest(build / "racecast", quick), digest(racecast, quick)
        print(f"quick.toml with the process {with_it}, without it {without}")
        return 0 if with_it == without else 1


if __name__ == "__main__":
    sys.exit(main())
