"""What the check runs on: GPU, driver, processor, versions."""

import importlib.metadata
import os
import platform
import re

import step

GPU_FIELDS = ("name driver_version memory.total compute_cap clocks.max.sm clocks.max.memory "
              "power.limit").split()
PACKAGES = ("numpy", "h5py", "numba", "jax", "jaxlib", "cupy")


def gpus():
    """What the driver says of each GPU; none without a driver."""
    try:
        done = step.run([step.tool("nvidia-smi"), "--query-gpu=" + ",".join(GPU_FIELDS),
                         "--format=csv,noheader"], 20)
    except step.Skip:
        return []
    if done.code != 0:
        return []
    return [dict(zip(GPU_FIELDS, (field.strip() for field in line.split(","))))
            for line in done.output.splitlines() if line.strip()]


def processor():
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        names = re.findall(r"^model name\s*: (.*)$", file.read(), re.MULTILINE)
    return names[0] if names else platform.processor()


def versions():
    found = {"python": platform.python_version(), "kernel": platform.release()}
    for distribution in importlib.metadata.distributions():
        name = (distribution.metadata["Name"] or "").lower()
        if name in PACKAGES or name.startswith("cupy-cuda"):
            found[name] = distribution.version
    for name in ("nvcc", "compute-sanitizer", "ncu"):
        try:
            said = step.run([step.tool(name), "--version"], 20).output.strip()
            found[name] = said.splitlines()[-1][-120:] if said else "said nothing"
        except step.Skip:
            found[name] = "not found"
    return found


def describe():
    return {"gpus": gpus(), "processor": processor(), "cores": len(os.sched_getaffinity(0)),
            "memory_gib": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30),
            "versions": versions()}


def devices(racecast):
    """What racecast can run on, as `racecast devices` lists it, and why it cannot use a GPU."""
    said = step.run([racecast, "devices"], 60).output
    match = re.search(r"^cuda\s+none\s*(.*)$", said, re.MULTILINE)
    usable = re.search(r"^cuda\b", said, re.MULTILINE) and not match
    return said.strip(), "" if usable else (match.group(1) if match else said.strip())
