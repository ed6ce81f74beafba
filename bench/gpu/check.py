"""Everything that needs a GPU, one step after the other; see bench/gpu_check.sh."""

import argparse
import datetime
import json
import os
import pathlib
import sys
import tempfile
import time

import build
import digests
import hardware
import program
import step
import table
import tools

ROOT = pathlib.Path(__file__).resolve().parents[2]
NOT_CONFIGS = {"evidence.toml"}  # of configs/: what the priors rest on
NO_GPU = 2
STEPS = [step.Step("tests", 60, program.gpu_tests), step.Step("digests", 120, digests.compare),
         step.Step("large run", 100, program.large_run),
         step.Step("memcheck", 35, tools.sanitizer("memcheck")),
         step.Step("racecheck", 35, tools.sanitizer("racecheck")),
         step.Step("initcheck", 35, tools.sanitizer("initcheck")),
         step.Step("resources", 20, tools.resources), step.Step("counters", 45, tools.counters),
         step.Step("bench", 75, program.bench),
         step.Step("peers", 120, program.peers)]


class Check:
    """What every step works with."""

    def __init__(self, binaries, scratch, rehearse, seeds):
        self.root, self.scratch = ROOT, pathlib.Path(scratch)
        self.rehearse, self.seeds = rehearse, seeds
        self.racecast = pathlib.Path(binaries).resolve() / "racecast"
        self.tests = self.racecast.with_name("racecast_tests")
        self.configs = sorted(file for file in (ROOT / "configs").glob("*.toml")
                              if file.name not in NOT_CONFIGS)

    def config(self, name):
        return ROOT / "configs" / f"{name}.toml"


def arguments():
    parser = argparse.ArgumentParser(prog="gpu_check.sh", description=__doc__)
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build",
                        help="folder with racecast and racecast_tests (default: build)")
    parser.add_argument("--dependencies", type=pathlib.Path,
                        help="build both first, with the libraries unpacked in this folder")
    parser.add_argument("--out", type=pathlib.Path,
                        default=pathlib.Path(os.environ.get("OUT") or ROOT / "bench/records"),
                        help="folder of the record (default: $OUT, else bench/records)")
    parser.add_argument("--seconds", type=float, default=540, help="for all steps together")
    parser.add_argument("--slower", type=float, default=1,
                        help="times that each step may take longer: for a build with sanitizers")
    parser.add_argument("--seeds", type=int, default=digests.SEEDS, help="of the digests")
    parser.add_argument("--steps", help="only these, separated by commas")
    parser.add_argument("--rehearse", action="store_true",
                        help="all that can be tried without a GPU, in small sizes")
    return parser.parse_args()


def targets(check, results):
    """What was wanted of the figures; `met` is None where there is no figure of a GPU."""
    figures = {} if check.rehearse else {result["step"]: result["figures"] for result in results}
    speed = figures.get("large run", {}).get("path_months_per_second")
    faster = figures.get("peers", {}).get("racecast_times_faster", {})
    rows = [("path-months/s, end to end: the floor", 4e9, speed),
            ("path-months/s, end to end: the goal", 1e10, speed),
            ("times faster than JAX", 10.0, faster.get("jax")),
            ("times faster than the raw kernel", 1.0, faster.get("cupy")),
            (tools.ISSUE_SLOTS, 60.0, figures.get("counters", {}).get(tools.ISSUE_SLOTS))]
    return [{"what": what, "wanted": wanted, "measured": measured,
             "met": None if measured is None else measured >= wanted}
            for what, wanted, measured in rows]


def run_steps(check, chosen, seconds, slower):
    results, end = [], time.monotonic() + seconds
    for one in STEPS:
        if chosen and one.name not in chosen:
            continue
        result = one.result(check, end - time.monotonic(), slower)
        results.append(result)
        why = f": {result['why'].splitlines()[0][:120]}" if result["why"] else ""
        print(f"{one.name:12} {result['status']} in {result['seconds']:.1f} s{why}", flush=True)
    return results


def write(record, folder):
    folder.mkdir(parents=True, exist_ok=True)
    kind = "gpu-rehearsal" if record["rehearsal"] else "gpu-check"
    name = folder / f"{kind}-{record['date'][:10]}"
    name.with_suffix(".json").write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
    text = table.text_of(record)
    name.with_suffix(".txt").write_text(text, encoding="utf-8")
    print(f"\n{text}\nwritten: {name}.json and .txt")


def main():
    options, began = arguments(), time.monotonic()
    with tempfile.TemporaryDirectory() as scratch:
        binaries = options.build
        if options.dependencies:
            binaries = build.build(ROOT, options.dependencies, scratch + "/build",
                                   options.seconds / 2)
        check = Check(binaries, scratch, options.rehearse, options.seeds)
        if not check.racecast.exists():
            sys.exit(f"gpu_check.sh: there is no {check.racecast}; build it, or name a folder with "
                     "--build")
        devices, why_none = hardware.devices(check.racecast)
        if why_none and not options.rehearse:
            print(f"gpu_check.sh: no GPU can be used here {why_none}; nothing was checked. "
                  "--rehearse tries the steps on the CPU.", file=sys.stderr)
            sys.exit(NO_GPU)
        version = step.run([check.racecast, "--version"], 20).require_success("racecast --version")
        results = run_steps(check, set((options.steps or "").split(",")) - {""},
                            options.seconds - (time.monotonic() - began), options.slower)
        now = datetime.datetime.now(datetime.timezone.utc)
        record = {"date": now.isoformat(timespec="seconds"), "rehearsal": options.rehearse,
                  "hardware": hardware.describe(), "racecast": version.output.strip(),
                  "devices": devices, "seconds": round(time.monotonic() - began, 1),
                  "targets": targets(check, results), "steps": results}
    write(record, options.out)
    sys.exit(1 if any(result["status"] == "failed" for result in results) else 0)


if __name__ == "__main__":
    main()
