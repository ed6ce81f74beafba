#!/usr/bin/env python3
"""The Snakefile of docs/batch, run by Snakemake: the digest of a single run, also after an interruption.

    snakefile.py --racecast PROGRAM [--sanitized]

Programs with sanitizers are given a fortieth of the work. Exit code 77 (skipped): there is no Snakemake."""
import argparse
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from jobs import CONFIG, ROOT, digest_of, require


class Workflow:
    def __init__(self, racecast, folder, size):
        self.folder, self.log = folder, folder / "snakemake.log"
        self.line = ["snakemake", "-s", ROOT / "docs/batch/Snakefile", "--cores", "2", "--config",
                     "shards=4", f"trajectories={size}", f"config={CONFIG}", f"racecast={racecast}",
                     "out=made", "device=cpu", "checkpoint=0.2"]

    def start(self, *changes):
        with open(self.log, "a", encoding="utf-8") as log:
            return subprocess.Popen([*self.line, *changes], cwd=self.folder, stdout=log, stderr=log,
                                    start_new_session=True)

    def run(self, *changes):
        return self.start(*changes).wait(timeout=300)

    def said(self):
        return self.log.read_text(encoding="utf-8")[-2000:]


def interrupted(workflow):
    """Snakemake is told to stop while a shard has a checkpoint and no output; then it goes on."""
    process = workflow.start()
    while process.poll() is None and not list(workflow.folder.glob("made/*.ckpt")):
        time.sleep(0.02)
    require(process.poll() is None, f"no checkpoint was seen: {workflow.said()}")
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: Snakemake and its jobs
    require(process.wait(timeout=120) != 0, "an interrupted workflow says so")
    require(workflow.run() == 0, f"it does not go on: {workflow.said()}")
    logs = "".join(log.read_text() for log in workflow.folder.glob("made/*.log"))
    require("going on from" in logs, f"a shard was begun anew: {logs}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--racecast", required=True)
    parser.add_argument("--sanitized", action="store_true")
    arguments = parser.parse_args()
    racecast, size = str(pathlib.Path(arguments.racecast).resolve()), "50k" if arguments.sanitized else "2M"
    if not shutil.which("snakemake"):
        print("skipped: Snakemake was not found (Debian, Ubuntu: snakemake)")
        return 77
    with tempfile.TemporaryDirectory() as place:
        folder = pathlib.Path(place)
        workflow = Workflow(racecast, folder, size)
        interrupted(workflow)
        subprocess.run([racecast, "run", CONFIG, "-o", folder / "alone.h5", "--trajectories", size,
                        "--device", "cpu"], check=True, capture_output=True)
        wanted = digest_of(folder / "alone.h5")
        require(digest_of(folder / "made/forecast.h5") == wanted, "another digest")
        require((folder / "made/report.html").exists() and (folder / "made/summary.json").exists(),
                "a summary and a page")
        require(workflow.run("out=planted", "seed=2") == 0, workflow.said())
        require(digest_of(folder / "planted/forecast.h5") != wanted, "another seed went unnoticed")
        require(workflow.run("shard=4") != 0, "a parameter that is none went unnoticed")
    print("shards by Snakemake, interrupted: the digest of one run")
    return 0


if __name__ == "__main__":
    sys.exit(main())
