"""The page of `racecast report` in a real browser: builds pages of real and of hostile results, and
runs tests/report_page/browser.mjs on them. Skipped (77), with the reason, where the page was not
built, or node or chromium is missing. Artefacts (screenshots, PDF) stay in --artefacts."""
import argparse
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
# As a foreign config may have it.
HOSTILE = r"""
name = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&</script>\u2028"
description = "</script><script>alert(3)</script>"
"""


def run(racecast, *arguments):
    subprocess.run([racecast, *map(str, arguments)], check=True, stdout=subprocess.DEVNULL)


def report(racecast, page, *files):
    page.unlink(missing_ok=True)
    run(racecast, "report", *files, "-o", page)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--racecast", required=True)
    parser.add_argument("--packages", required=True, help="folder with node_modules")
    parser.add_argument("--artefacts", required=True, type=pathlib.Path)
    parser.add_argument("--configs", required=True, type=pathlib.Path)
    arguments = parser.parse_args()
    node = shutil.which("node")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    packages = pathlib.Path(arguments.packages) / "node_modules"
    for what, there in (("node", node), ("chromium", chromium),
                        ("playwright-core (npm)", (packages / "playwright-core").exists()),
                        ("axe-core (npm)", (packages / "axe-core").exists())):
        if not there:
            print(f"skipped: {what} is missing")
            return 77

    built = subprocess.run([arguments.racecast, "report", "none", "-o", "none"], text=True,
                           capture_output=True, check=False)
    if "without the page" in built.stderr:
        print(f"skipped: {built.stderr.strip()}")
        return 77

    folder = arguments.artefacts
    folder.mkdir(parents=True, exist_ok=True)
    # The baseline over its whole horizon makes the page as large as that of a long run: its size does
    # not grow with trajectories. quick.toml ends in 2028, before most thresholds: charts of "never".
    files = {name: folder / f"{name}.h5" for name in ("baseline", "quick", "other", "hostile")}
    run(arguments.racecast, "run", arguments.configs / "baseline.toml", "-o", files["baseline"],
        "--trajectories", "20000", "--device", "cpu", "--force", "--quiet")
    run(arguments.racecast, "run", arguments.configs / "quick.toml", "-o", files["quick"],
        "--device", "cpu", "--force", "--quiet")
    run(arguments.racecast, "run", arguments.configs / "quick.toml", "-o", files["other"],
        "--seed", "2", "--device", "cpu", "--force", "--quiet")
    config = folder / "hostile.toml"
    config.write_text(f'extends = "{arguments.configs / "quick.toml"}"{HOSTILE}')
    run(arguments.racecast, "run", config, "-o", files["hostile"], "--device", "cpu", "--force",
        "--quiet")
    report(arguments.racecast, folder / "baseline.html", files["baseline"])
    report(arguments.racecast, folder / "never.html", files["quick"])
    report(arguments.racecast, folder / "several.html", files["quick"], files["other"],
           files["baseline"])
    report(arguments.racecast, folder / "hostile.html", files["hostile"])
    return subprocess.run([node, HERE / "report_page" / "browser.mjs", arguments.packages, chromium,
                           folder], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
