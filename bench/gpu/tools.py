"""compute-sanitizer, ncu and cuobjdump on the program."""

import csv
import re

import step

METRICS = {
    "sm__inst_issued.avg.pct_of_peak_sustained_active": "issue slots busy, %",
    "smsp__issue_active.avg.pct_of_peak_sustained_active": "cycles with an issue, %",
    "sm__warps_active.avg.pct_of_peak_sustained_active": "achieved occupancy, %",
    "launch__registers_per_thread": "registers a thread",
    "l1tex__t_requests_pipe_lsu_mem_local_op_ld.sum": "loads from local memory",
    "l1tex__t_requests_pipe_lsu_mem_local_op_st.sum": "stores to local memory",
    "smsp__inst_executed.sum": "warp instructions",
    "smsp__thread_inst_executed_per_inst_executed.ratio": "threads an instruction",
    "gpu__time_duration.sum": "duration"}
ISSUE_SLOTS = "issue slots busy, %"
NOT_PERMITTED = re.compile(r"ERR_NVGPUCTRPERM|permission|LibraryNotLoaded|not supported", re.I)
REPORTS = re.compile(r"ERROR SUMMARY: (\d+) error|RACECHECK SUMMARY: (\d+) hazard")
LAUNCHES = 8  # profiled; the longest counts, for the engine tries shorter ones first


def need_gpu(check):
    if check.rehearse:
        raise step.Skip("needs a GPU")


def sanitizer(name):
    """The step of one of compute-sanitizer's tools: no report is wanted."""
    def action(check, seconds):
        need_gpu(check)
        done = step.run([step.tool("compute-sanitizer"), "--tool", name, check.racecast, "run",
                         check.config("quick"), "--device", "cuda", "--trajectories", 512,
                         "--output", check.scratch / f"{name}.h5", "--force", "--quiet"], seconds)
        summary = REPORTS.findall(done.output)
        if not summary and NOT_PERMITTED.search(done.output):
            raise step.Skip(f"not possible here: {done.output.strip()[-300:]}")
        done.require_success(f"compute-sanitizer --tool {name}")
        if not summary:
            raise step.Failure(f"no summary was found in: {done.output[-step.TAIL:]}")
        reports = sum(int(number) for pair in summary for number in pair if number)
        if reports:
            raise step.Failure(f"{reports} reports: {done.output[:step.TAIL]}",
                               {"reports": reports})
        return {"reports": 0}
    return action


def profiled(check, metrics, seconds):
    return step.run([step.tool("ncu"), "--csv", "--page", "raw", "--clock-control", "none",
                     "--kernel-name", "regex:run_draws", "--launch-count", LAUNCHES, "--metrics",
                     ",".join(metrics), check.racecast, "run", check.config("baseline"),
                     "--device", "cuda", "--trajectories", "8M", "--output",
                     check.scratch / "ncu.h5", "--force", "--quiet"], seconds)


def rows_of(output):
    """What ncu measured of each launch: numbers by metric; the row under the names holds units."""
    lines = output.splitlines()
    start = next((i for i, line in enumerate(lines) if line.startswith('"ID"')), None)
    if start is None:
        return [], {}
    rows = list(csv.DictReader(line for line in lines[start:] if line.startswith('"')))
    numbers = [{name: float(row[name].replace(",", "")) for name in METRICS
                if re.fullmatch(r"[\d.,]+", row.get(name) or "")} for row in rows[1:]]
    return numbers, rows[0] if rows else {}


def counters(check, seconds):
    need_gpu(check)
    done = profiled(check, METRICS, seconds)
    unknown = [name for name in METRICS
               if re.search(rf"Failed to find metric.*{name}", done.output)]
    if unknown:
        done = profiled(check, [name for name in METRICS if name not in unknown],
                        seconds - done.seconds)
    rows, units = rows_of(done.output)
    if not rows:
        if NOT_PERMITTED.search(done.output):
            raise step.Skip(f"counters are not permitted: {done.output.strip()[-300:]}")
        done.require_success("ncu")
        raise step.Failure(f"ncu measured nothing: {done.output[-step.TAIL:]}")
    longest = max(rows, key=lambda row: row.get("gpu__time_duration.sum", 0))
    return {f"{label} ({units[name]})" if name.startswith("gpu__") else label: longest[name]
            for name, label in METRICS.items() if name in longest}


def resources(check, seconds):
    """Registers, stack (where spills live) and shared memory, from the program's machine code."""
    done = step.run([step.tool("cuobjdump"), "--dump-resource-usage", check.racecast], seconds)
    done.require_success("cuobjdump")
    found, architecture, previous = {}, None, ""
    for line in done.output.splitlines():
        match = re.search(r"arch = (sm_\w+)", line)
        architecture = match.group(1) if match else architecture
        if "REG:" in line and "run_draws" in previous:
            found[architecture] = {key.lower(): int(value) for key, value in
                                   re.findall(r"(REG|STACK|SHARED|LOCAL):(\d+)", line)}
        previous = line
    if not found:
        raise step.Skip("the program holds no machine code of run_draws")
    return found
