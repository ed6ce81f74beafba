#!/usr/bin/env python3
"""The shell scripts are free of mistakes that can be seen without running them."""
import pathlib
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
PLANTED = "if true; then echo unfinished\n"


def mistakes(checker, script):
    done = subprocess.run([*checker, script], capture_output=True, text=True)
    return "" if done.returncode == 0 else done.stdout + done.stderr or "refused"


def main():
    checkers = [["sh", "-n"]]
    if shutil.which("shellcheck"):
        checkers.append(["shellcheck"])
    if subprocess.run(["sh", "-n"], input=PLANTED, text=True, capture_output=True).returncode == 0:
        sys.exit("sh -n accepts an unfinished script")
    scripts = [*sorted((ROOT / "scripts").iterdir()), *sorted((ROOT / "bench").glob("*.sh")),
               ROOT / ".ci/run"]
    scripts = [script for script in scripts if script.read_text().startswith("#!/bin/sh")]
    found = [text for script in scripts for checker in checkers if (text := mistakes(checker, script))]
    found += [f"{script} is not executable" for script in scripts if not script.stat().st_mode & 0o100]
    print("\n".join(found))
    if found or len(scripts) < 5:
        sys.exit(f"{len(found)} mistakes in {len(scripts)} scripts")
    print(f"{len(scripts)} scripts are fine with {' and '.join(checker[0] for checker in checkers)}")


if __name__ == "__main__":
    main()
