#!/usr/bin/env python3
"""Would the tests see a mistake? Plants bugs in the model and the engine, one at a time, and says who
caught them.

    mutate.py                       checks that each planted bug (mutations.py) fits its source: exactly
                                    one place, and another text there
    mutate.py --scratch FOLDER      copies the sources there, builds what of the tests concerns the model,
                                    without optimisation that takes long, and runs it for each bug

Tests that compare with digests or recorded numbers do not count: every change trips them. A bug that no
other test catches is an error; so is one that does not compile, and a test that fails without a bug.
"""
import argparse
import datetime
import json
import os
import pathlib
import shutil
import subprocess
import sys
import time
import xml.etree.ElementTree

from mutations import MUTATIONS

ROOT = pathlib.Path(__file__).resolve().parents[2]
COPIED = ["CMakeLists.txt", "README.md", "CHANGELOG.md", "LICENSE", "cmake", "kernels", "host", "bench", "verification",
          "tests", "configs", "docs", "report"]
TESTS = [f"tests/{name}_test.cpp" for name in (
    "base/philox", "base/normal", "model/arrivals", "model/certain_money", "model/certain_use",
    "model/chips", "model/construction", "model/correlation", "model/invariants", "model/months",
    "model/numbers", "engine/bit_exact", "engine/exact_law", "engine/trace", "verification/verification")]
# Catch2: tags of tests that take seconds, then of those that take more; those of hidden tests are not run.
STAGES = [("arrivals", "batches", "certain", "chips", "construction", "months", "random", "trace"),
          ("correlation", "invariants", "mirror", "verification")]
PATHS = 1 << 18  # of racecast_tables verification
LEAST = 20


def misfits(root):
    """What is wrong with the table, a line each."""
    names = [name for name, *_ in MUTATIONS]
    wrong = [f"'{name}' stands twice in the table" for name in set(names) if names.count(name) > 1]
    if len(names) < LEAST:
        wrong.append(f"{len(names)} mutations are fewer than {LEAST}")
    for name, file, old, new in MUTATIONS:
        found = (root / "kernels" / file).read_text(encoding="utf-8").count(old)
        if found != 1:
            wrong.append(f"'{name}': its text stands {found} times in kernels/{file}")
        if old == new:
            wrong.append(f"'{name}' changes nothing")
    return wrong


def check_misfits():
    """The check must see a text that is missing, and one that stands twice."""
    planted = [("missing", "model/step.hpp", "no such text", ""),
               ("twice", "model/step.hpp", "RC_FENCE();", "")]
    kept = MUTATIONS[:]
    MUTATIONS.extend(planted)
    seen = misfits(ROOT)
    MUTATIONS[:] = kept
    if len(seen) - len(misfits(ROOT)) != len(planted):
        sys.exit("mutate.py: a text that does not fit is not seen")


def run(command, folder, seconds=3600):
    try:
        return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=seconds,
                              env={**os.environ, "CCACHE_DISABLE": "1"})
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(command, 124, "", "did not end")


class Scratch:
    def __init__(self, folder, jobs):
        self.source, self.build, self.jobs = folder / "source", folder / "build", str(jobs)
        folder.mkdir(parents=True, exist_ok=True)
        for name in COPIED:
            self.refresh(ROOT / name, self.source / name)
        self.must(["cmake", "-S", self.source, "-B", self.build, "-DCMAKE_BUILD_TYPE=Release",
                   "-DCMAKE_CXX_FLAGS_RELEASE=-O1 -DNDEBUG", "-DRACECAST_SLIM=ON", "-DRACECAST_UNITY=ON",
                   "-DRACECAST_CUDA=OFF", "-DRACECAST_MPI=OFF", "-DRACECAST_REPORT=OFF",
                   "-DCMAKE_CXX_COMPILER_LAUNCHER=", "-DRACECAST_ONLY_TESTS=" + ";".join(TESTS)])

    def refresh(self, source, target):
        """Copies what differs, so that what is built already stays built."""
        files = [source] if source.is_file() else [f for f in source.rglob("*") if f.is_file()]
        for file in files:
            to = target if source.is_file() else target / file.relative_to(source)
            if not to.exists() or to.read_bytes() != file.read_bytes():
                to.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(file, to)

    def must(self, command):
        done = run(command, ROOT)
        if done.returncode != 0:
            sys.exit(f"mutate.py: {' '.join(map(str, command))} failed:\n"
                     f"{done.stdout[-2000:]}{done.stderr[-4000:]}")

    def make(self):
        return run(["cmake", "--build", self.build, "-j", self.jobs, "--target", "racecast_tests"],
                   ROOT)

    def failing_tests(self, tags):
        """Names of the tests that fail."""
        report = self.build / "mutation.xml"
        report.unlink(missing_ok=True)
        spec = ",".join(f"[{tag}]~[.]" for tag in tags)
        done = run([self.build / "racecast_tests", spec, "-r", "junit", "-o", report], self.build, 900)
        try:
            cases = list(xml.etree.ElementTree.parse(report).iter("testcase"))
        except (OSError, xml.etree.ElementTree.ParseError):
            return [f"racecast_tests {spec}: ends with {done.returncode}"]
        return [case.get("name").split("/")[0] for case in cases
                if case.find("failure") is not None or case.find("error") is not None]

    def failing_rows(self):
        """Closed forms that are missed."""
        self.must(["cmake", "--build", self.build, "-j", self.jobs, "--target", "racecast_tables"])
        table = run([self.build / "racecast_tables", "verification", "--check", "--paths", str(PATHS)],
                    self.build, 900)
        lines = table.stdout.splitlines()
        if table.returncode not in (0, 1) or not lines:
            return [f"racecast_tables verification: ends with {table.returncode}: "
                    + table.stderr.strip().splitlines()[-1]]
        return ["verification: " + line.split(" is beyond")[0].rsplit(": ", 1)[0]
                for line in lines if " is beyond the limit" in line]

    def failures(self, everything):
        """What catches a bug. Slower tests and the table of closed forms, which takes longest, are run where
        nothing has caught it yet, or for `everything`."""
        found = []
        for look in [*[lambda tags=tags: self.failing_tests(tags) for tags in STAGES],
                     self.failing_rows]:
            if not found or everything:
                found += look()
        return list(dict.fromkeys(found))

    def trial(self, mutation, everything):
        _, file, old, new = mutation
        path = self.source / "kernels" / file
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(old, new), encoding="utf-8")
        try:
            built = self.make()
            if built.returncode != 0:
                return None, built.stdout[-1000:] + built.stderr[-3000:]
            return self.failures(everything), ""
        finally:
            path.write_text(text, encoding="utf-8")


def campaign(options):
    scratch, began, rows, wrong = Scratch(options.scratch, options.jobs), time.time(), [], []
    if options.go_on and options.record.exists():
        rows = json.loads(options.record.read_text(encoding="utf-8"))["rows"]
        rows = [row for row in rows if row["caught_by"]]
    built = scratch.make()
    if built.returncode != 0:
        sys.exit("mutate.py: the sources do not build:\n" + built.stdout[-2000:] + built.stderr[-4000:])
    if not rows:  # a campaign that goes on has seen it
        if failures := scratch.failures(True):
            sys.exit("mutate.py: tests fail without a bug:\n" + "\n".join(failures))
        print("no test fails without a bug", flush=True)
    for mutation in MUTATIONS:
        name, file = mutation[0], mutation[1]
        if options.only and name not in options.only or name in [row["mutation"] for row in rows]:
            continue
        start = time.time()
        caught, error = scratch.trial(mutation, options.everything)
        if caught is None:
            wrong.append(f"'{name}' does not compile:\n{error}")
        elif not caught:
            wrong.append(f"'{name}' is caught by nothing")
        rows.append({"mutation": name, "file": "kernels/" + file, "caught_by": caught or [],
                     "seconds": round(time.time() - start)})
        print(f"{name}: {len(caught or [])} catch it: {'; '.join((caught or ['-'])[:2])}", flush=True)
        if options.record:
            record = {"date": datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds"),
                      "processors": os.cpu_count(), "seconds": round(time.time() - began),
                      "verification_paths": PATHS, "mutations": len(rows),
                      "caught": sum(bool(row["caught_by"]) for row in rows), "rows": rows}
            options.record.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
    caught = sum(bool(row["caught_by"]) for row in rows)
    print(f"{caught} of {len(rows)} are caught")
    if wrong:
        sys.exit("\n".join(wrong))


def table(record):
    """The table of docs/verification.md: each bug, and the first that caught it."""
    print("| planted bug | file | caught by | and others |\n|---|---|---|---|")
    for row in json.loads(record.read_text(encoding="utf-8"))["rows"]:
        first, *others = row["caught_by"] or ["nothing"]
        print(f"| {row['mutation']} | `{row['file']}` | {first.removeprefix('global: ')} | "
              f"{len(others) or ''} |")


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scratch", type=pathlib.Path)
    parser.add_argument("--table", type=pathlib.Path, metavar="RECORD",
                        help="print the rows of a record as Markdown")
    parser.add_argument("--record", type=pathlib.Path)
    parser.add_argument("--only", nargs="*", help="names of mutations")
    parser.add_argument("--everything", action="store_true",
                        help="make the table of closed forms for bugs that a test has caught, too")
    parser.add_argument("--go-on", action="store_true", help="keep what the record holds as caught")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    options = parser.parse_args()
    if options.table:
        return table(options.table)
    check_misfits()
    if wrong := misfits(ROOT):
        sys.exit("\n".join(wrong))
    print(f"{len(MUTATIONS)} mutations fit their sources")
    if options.scratch:
        campaign(options)


if __name__ == "__main__":
    main()
