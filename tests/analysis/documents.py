#!/usr/bin/env python3
"""The commands of docs/tutorial.md, docs/cite.md and docs/analysis.md work as they stand there.

    documents.py --racecast PROGRAM

Runs their blocks of sh, Python and R in a folder of its own, with few trajectories. What commands
that do not depend on the number of trajectories print must hold the lines of the block that follows.
Commands of programs that are not installed, and of racecast that this build lacks, are named and
left out. CITATION.cff must say the version that is built. Exit code 77 (skipped): no libraries.
"""
import argparse
import importlib.util
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGES = ("tutorial", "analysis", "cite")
LIBRARIES = ("h5netcdf", "matplotlib", "pandas", "scipy", "xarray")
FEW = """#!/bin/sh
if [ "$1" = run ]; then exec "{program}" "$@" --trajectories 4096 --device cpu --quiet; fi
exec "{program}" "$@"
"""
SAME_EVERYWHERE = {"check", "diff", "explain"}


def blocks(text):
    """Pairs of a language and the text of a fenced block, in order."""
    return re.findall(r"^```([\w-]+)\n(.*?)^```$", text, re.M | re.S)


def absent(line, program):
    """Why a line of a shell block is left out, or nothing."""
    words = line.split()
    if line.startswith("scripts/"):
        return "it builds"
    if line.startswith("build/racecast"):
        known = subprocess.run([program, words[1], "--help"], capture_output=True).returncode == 0
        if not known:
            return f"this build has no {words[1]}"
        if words[1] == "report" and "without the page" in subprocess.run(
                [program, "report", "none", "-o", "none"], text=True, capture_output=True).stderr:
            return "this build has no page"
        return ""
    if words and words[0] in ("ncdump", "h5dump", "h5ls") and not shutil.which(words[0]):
        return f"{words[0]} is not installed"
    return ""


class Workplace:
    def __init__(self, folder, program):
        self.folder, self.program, self.left_out = folder, program, []
        (folder / "bin").mkdir()
        (folder / "bin/python3").symlink_to(sys.executable)
        for name in ("build", "results"):
            (folder / name).mkdir()
        for name in ("analysis", "configs"):
            (folder / name).symlink_to(ROOT / name)
        few = folder / "build/racecast"
        few.write_text(FEW.format(program=program), encoding="utf-8")
        few.chmod(0o755)
        self.environment = {**os.environ, "PATH": f"{folder / 'bin'}:{os.environ['PATH']}",
                            "MPLBACKEND": "Agg", "PYTHONDONTWRITEBYTECODE": "1"}

    def start(self, *command, given=""):
        done = subprocess.run(command, input=given, cwd=self.folder, env=self.environment,
                              text=True, capture_output=True, timeout=300)
        assert done.returncode == 0, f"{given}\nexit code {done.returncode}\n{done.stderr[-2000:]}"
        return done.stdout

    def shell(self, text):
        lines = []
        for line in text.splitlines():
            if why := absent(line, self.program):
                self.left_out.append(f"{line} ({why})")
            else:
                lines.append(line)
        return self.start("sh", "-eu", given="\n".join(lines) + "\n")

    def r(self, text):
        found = shutil.which("Rscript") and subprocess.run(
            ["Rscript", "-e", "library(ncdf4)"], capture_output=True).returncode == 0
        if found:
            return self.start("Rscript", "-", given=text)
        self.left_out.append("the lines in R (ncdf4 is not installed)")
        return ""

    def page(self, text):
        ran = 0
        printed, exact = "", False
        for language, block in blocks(text):
            run = {"sh": self.shell, "r": self.r,
                   "python": lambda text: self.start("python3", "-", given=text)}.get(language)
            if run:
                printed, ran = run(block), ran + 1
                said = set(re.findall(r"^build/racecast (\w+)", block, re.M))
                exact = bool(said) and said <= SAME_EVERYWHERE
            elif language == "text" and exact:
                lost = [line for line in block.splitlines() if line and line not in printed]
                assert not lost, f"the page shows what is not printed: {lost}"
                exact = False
        return ran


def check_self(workplace):
    """A command that fails, and an output that is not what is shown, are told."""
    shown = "```sh\nbuild/racecast check configs/quick.toml\n```\n```text\n{}\n```\n"
    bad = ("```sh\nbuild/racecast check none.toml\n```\n",
           "```python\nimport nothing_like_it\n```\n",
           shown.format("configs/quick.toml: ok: 99 thresholds"))
    for page in bad:
        try:
            workplace.page(page)
        except AssertionError:
            continue
        sys.exit(f"a planted mistake went unseen: {page}")
    assert workplace.page(shown.format("configs/quick.toml: ok: 15 thresholds")) == 1


def check_citation():
    text = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    for key in ("cff-version: 1.2.0", "message: ", "title: ", "authors:", "license: Apache-2.0"):
        assert re.search(f"^{re.escape(key)}", text, re.M), f"CITATION.cff has no {key}"
    version = re.search(r"^version: (\S+)$", text, re.M)[1]
    built = re.search(r"project\(\s*racecast\s+VERSION\s+(\S+)",
                      (ROOT / "CMakeLists.txt").read_text(encoding="utf-8"))[1]
    assert version == built, f"CITATION.cff says version {version}, the build {built}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--racecast", required=True)
    program = str(pathlib.Path(parser.parse_args().racecast).resolve())
    check_citation()
    if missing := [name for name in LIBRARIES if not importlib.util.find_spec(name)]:
        print(f"skipped: {', '.join(missing)} not installed")
        return 77
    with tempfile.TemporaryDirectory() as folder:
        workplace = Workplace(pathlib.Path(folder), program)
        check_self(workplace)
        workplace.left_out = []
        ran = sum(workplace.page((ROOT / f"docs/{page}.md").read_text(encoding="utf-8"))
                  for page in PAGES)
        print(f"{ran} blocks ran", *(f"left out: {line}" for line in workplace.left_out), sep="\n")
    return 0 if ran >= 10 else 1


if __name__ == "__main__":
    sys.exit(main())
