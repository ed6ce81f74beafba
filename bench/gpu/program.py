"""Steps that run racecast itself: its tests, its benchmark, the peers, and one large run."""

import json
import re
import sys
import time

import h5py

import step

LARGE = {"trajectories": 10**9, "months": 240}
BENCH_SIZES = "100k,1M,10M,100M"


def gpu_tests(check, seconds):
    """The tests that need a GPU; in a rehearsal one that needs none."""
    which = ["counts do not depend on threads"] if check.rehearse else ["[gpu]"]
    if not check.tests.exists():
        raise step.Skip(f"there is no {check.tests}")
    done = step.run([check.tests, *which, "-w", "NoTests"], seconds)
    done.require_success("racecast_tests")
    passed = re.search(r"\((\d+) assertions? in (\d+) test case", done.output)
    if not passed:
        raise step.Failure(f"no test was run: {done.output[-step.TAIL:]}")
    return {"assertions": int(passed.group(1)), "test_cases": int(passed.group(2))}


def bench(check, seconds):
    if step.run([check.racecast, "bench", "--help"], 20).code != 0:
        raise step.Skip("this racecast has no command bench")
    file = check.scratch / "bench.json"
    how = ["--device", "cpu", "--quick"] if check.rehearse else [
        "--device", "cuda", "--trajectories", BENCH_SIZES, "--budget", round(seconds * 0.8)]
    done = step.run([check.racecast, "bench", check.config("baseline"), *how, "-o", file,
                     "--quiet"], seconds)
    done.require_success("racecast bench")
    return json.loads(file.read_text())


def peers(check, seconds):
    """The peers of the GPU beside racecast; in a rehearsal those of the CPU."""
    file = check.scratch / "peers.json"
    file.unlink(missing_ok=True)
    command = [sys.executable, check.root / "bench/peers/compare.py", "--racecast", check.racecast,
               "--json", file]
    if not check.rehearse:
        command += ["--device", "gpu", "--repeats", 2]
    else:
        command += ["--repeats", 1, "--trajectories", 20_000, "--numba-trajectories", 2_000,
                    "--numpy-trajectories", 2_000]
    done = step.run([*command, check.config("baseline")], seconds)
    figures = json.loads(file.read_text()) if file.exists() else {}
    if done.code != 0:
        what = "took too long" if done.code is None else f"ended with {done.code}"
        raise step.Failure(f"compare.py {what}: {done.output[-step.TAIL:]}", figures)
    if figures["skipped"] and len(figures["path_months_per_second"]) == 1:
        raise step.Skip("; ".join(figures["skipped"].values()))
    return figures


def large_run(check, seconds):
    """End to end: the time of the whole process, with config, result file and summary."""
    trajectories = 10_000 if check.rehearse else LARGE["trajectories"]
    file = check.scratch / "large.h5"
    began = time.monotonic()
    done = step.run([check.racecast, "run", check.config("baseline"), "--device",
                     "cpu" if check.rehearse else "cuda", "--trajectories", trajectories,
                     "--output", file, "--force", "--quiet"], seconds)
    wall = time.monotonic() - began
    done.require_success("racecast run")
    with h5py.File(file) as result:
        attributes = result["provenance"].attrs
        return {"trajectories": trajectories, "months": LARGE["months"],
                "wall_seconds": round(wall, 2),
                "path_months_per_second": trajectories * LARGE["months"] / wall,
                "engine_seconds": float(attributes["wall_seconds"]),
                "engine_path_months_per_second": float(attributes["path_months_per_second"]),
                "outcome_digest": result["provenance/outcome_digest"].asstr()[()],
                "device": str(attributes["device_name"])}
