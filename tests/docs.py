#!/usr/bin/env python3
"""The tables in docs/ say what the model says.

    docs.py --tables PROGRAM

Tries scripts/docs on pages of its own first, with a program that prints what is planted; then
compares the project's pages with what racecast_tables prints, but for the tables that take minutes:
`scripts/test --long` makes those.
"""
import argparse
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
PAGE = "before\n<!-- racecast_tables evidence --draws 64 -->\nold\n<!-- end -->\nafter\n"
MADE = PAGE.replace("old", "evidence --draws 64, a line")
PROGRAM = """#!/bin/sh
[ "$1" != "$FAILS" ] || exit 1
echo "$*, a line"
"""


def docs(root, program, *mode, fails=""):
    """Whether scripts/docs of `root` succeeds, and what it says."""
    done = subprocess.run([root / "scripts/docs", *mode], capture_output=True, text=True,
                          env={**os.environ, "TABLES": str(program), "FAILS": fails})
    return done.returncode == 0, done.stdout + done.stderr


def self_test(root):
    (root / "scripts").mkdir()
    (root / "docs").mkdir()
    shutil.copy(ROOT / "scripts/docs", root / "scripts/docs")
    program, parameters, page = root / "program", root / "docs/parameters.md", root / "docs/page.md"
    program.write_text(PROGRAM, encoding="utf-8")
    program.chmod(0o755)
    parameters.write_text("old\n", encoding="utf-8")
    page.write_text(PAGE, encoding="utf-8")
    yield "refuses old pages", not docs(root, program, "--check")[0] and page.read_text() == PAGE
    yield "writes them", docs(root, program)[0] and page.read_text() == MADE
    yield "accepts its own", docs(root, program, "--check")[0]
    yield "refuses without a program", not docs(root, program, "--check", fails="evidence")[0]
    page.write_text(MADE.replace("a line", "a lie"), encoding="utf-8")
    yield "refuses another table", not docs(root, program, "--check")[0]
    page.write_text(MADE, encoding="utf-8")
    parameters.write_text("parameters, a lie\n", encoding="utf-8")
    yield "refuses another page of parameters", not docs(root, program, "--check")[0]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--tables", required=True)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for what, holds in self_test(pathlib.Path(folder)):
            if not holds:
                sys.exit(f"scripts/docs: this does not hold: {what}")
    good, said = docs(ROOT, arguments.tables, "--check")
    print(said or "the pages are up to date")
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
