"""What each recipe of analysis/ must give, computed from the raw arrays by other means.

Each check takes the recipe's module and the test's files; AssertionError: they differ.
The runs have no more draws than batches, so that a batch is a draw and /draws tells the same.
"""
import h5py
import numpy as np
from scipy import stats

THRESHOLDS = ("effective_uncertain", "token_10_cents", "investment_2000_held")
OUTCOMES = ("us_first", "cn_first", "same_month", "neither")


def same(seen, expected, what):
    assert np.allclose(seen, expected, rtol=1e-9, atol=1e-15), f"{what}: {seen}, not {expected}"


def place(file, threshold):
    return [name.decode() for name in file["threshold"]].index(threshold)


def wins_of_draws(path, threshold):
    """Paths that the US wins, of each draw, and paths a draw."""
    with h5py.File(path) as file:
        paths = file["draws/path_count"][:, place(file, threshold), :]
    return paths[:, 0], paths.sum(axis=1)[0]


def odds_by_year(recipe, files):
    with h5py.File(files["baseline"]) as file:
        start = int(file.attrs["start"][:4]) * 12 + int(file.attrs["start"][5:]) - 1
        for threshold in THRESHOLDS:
            joint = file["joint_count"][place(file, threshold)]
            never = joint.shape[0] - 1
            table = recipe.odds_by_year(files["baseline"], threshold)
            assert table.index[0] == (start - 1) // 12, "the first row is not the start"
            same(table.sum(axis=1), 1, "rows")
            for year in table.index:
                last = min(max(0, 12 * (year + 1) - start), never - 1)
                us = sum(joint[m, m + 1:].sum() for m in range(last + 1))
                cn = sum(joint[m + 1:, m].sum() for m in range(last + 1))
                same(table.us_first[year], us / joint.sum(), f"{threshold}, US by {year}")
                same(table.cn_first[year], cn / joint.sum(), f"{threshold}, China by {year}")
                late = joint[last + 1:, last + 1:].sum() / joint.sum()
                same(table.nobody_yet[year], late, f"{threshold}, nobody by {year}")


def fan_chart(recipe, files):
    with h5py.File(files["baseline"]) as file:
        fan, names = file["fan"], [name.decode() for name in file["fan/metric"]]
        sizes = fan["bucket_size"][:]
        ends = sizes.cumsum().reshape(sizes.shape)
        for name in ("effective_compute", "utilisation"):
            metric = names.index(name)
            seen = recipe.fan_chart(files["baseline"], name)
            for nation, month in ((0, 0), (0, 120), (1, 33), (1, 240)):
                end, size = ends[metric, nation, month], sizes[metric, nation, month]
                counts = fan["metric_count"][end - size:end]
                middle = np.searchsorted(counts.cumsum(), counts.sum() / 2)
                bucket = fan["bucket_first"][metric, nation, month] + middle - 1
                level = 2.0 ** (fan["first_octave"][metric] + bucket // 128) * (
                    1 + (bucket % 128 + 0.5) / 128) * fan["metric_scale"][metric]
                value = float(seen.isel(nation=nation, month=month).sel(quantile=0.5))
                assert abs(value / level - 1) < 0.005, f"{name}: {value}, not {level}"


def lead(recipe, files):
    with h5py.File(files["baseline"]) as file:
        for threshold in THRESHOLDS:
            joint = file["joint_count"][place(file, threshold)]
            leads, shares = recipe.lead(files["baseline"], threshold)
            arrived = joint[:-1, :-1]
            for months in (-20, -1, 0, 1, 35):
                same(leads[months], np.trace(arrived, offset=months), f"{threshold}, {months}")
            same(shares.get("both", 0), arrived.sum() / joint.sum(), "both arrive")
            same(shares.get("only us", 0), joint[:-1, -1].sum() / joint.sum(), "only the US")
            same(shares.get("only cn", 0), joint[-1, :-1].sum() / joint.sum(), "only China")
            quantiles = file["lead_quantile"][place(file, threshold)]
            for level, stored in zip(file["quantile"], quantiles):
                same(recipe.quantile(leads, level), stored, f"{threshold}, lead at {level}")


def event_odds(recipe, files):
    with h5py.File(files["baseline"]) as file:
        names = file["event_pattern"].attrs["flag_meanings"].split()
        for threshold in THRESHOLDS:
            table = recipe.event_odds(files["baseline"], threshold)
            counts = file["event_outcome_count"][place(file, threshold)]
            wins, paths = wins_of_draws(files["baseline"], threshold)
            p = wins.mean() / paths
            design = (wins / paths).var(ddof=1) / len(wins) / (p * (1 - p) / (len(wins) * paths))
            for bit, name in enumerate(names):
                chosen = [bool(pattern >> bit & 1) for pattern in range(len(counts))]
                part = counts[chosen].sum(axis=0)
                row, share = table.loc[name], part[0] / part.sum()
                same((row.n_event, row.p_event), (part.sum(), share), f"{threshold}, {name}")
                error = np.sqrt(design * share * (1 - share) / part.sum())
                same(row.error_event, error, f"{threshold}, {name}, error")
                same(row.n_event + row.n_none, counts.sum(), "with and without")


def sample_scatter(recipe, files):
    with h5py.File(files["baseline"]) as file:
        samples = file["samples"]
        names = [name.decode() for name in samples["parameter"]]
        for threshold, nation in (("effective_uncertain", "us"), ("investment_2000_held", "cn")):
            month = samples["arrival_month"][:, place(file, threshold), ("us", "cn").index(nation)]
            month = np.where(month < 0, 9999, month)
            table, months, ranks = recipe.scatter(files["baseline"], threshold, nation)
            same(np.where(np.isinf(months), 9999, months), month, "months")
            for name in ("algorithms.growth", ranks.index[0], ranks.index[-1]):
                values = samples["parameter_value"][:, names.index(name)]
                same(table[name], values, name)
                same(ranks[name], stats.spearmanr(values, month)[0], f"rank correlation, {name}")
            assert abs(ranks).is_monotonic_decreasing, "the strongest is not first"


def compare_scenarios(recipe, files):
    paths = [files[name] for name in ("baseline", "official", "other_seed")]
    for threshold in THRESHOLDS:
        table = recipe.compare_scenarios(paths, threshold)
        wins = {path: wins_of_draws(path, threshold) for path in paths}
        odds = {path: won / run for path, (won, run) in wins.items()}
        size, first = np.sqrt(len(odds[paths[0]])), odds[paths[0]]
        for path in paths:
            same(table.probability[path], odds[path].mean(), "probability")
            same(table.change[path], odds[path].mean() - first.mean(), "change")
            error = (odds[path] - first).std(ddof=1) / size
            if path == paths[2]:
                error = np.hypot(odds[path].std(ddof=1), first.std(ddof=1)) / size
            same(table.change_error[path], error, f"{threshold}, error of the change")
        assert list(table.paired) == [True, True, False], "wrong pairs"


def second_order_odds(recipe, files):
    for threshold in THRESHOLDS:
        wins, paths = wins_of_draws(files["baseline"], threshold)
        worlds, denoised, split = recipe.second_order_odds(files["baseline"], threshold)
        with h5py.File(files["baseline"]) as file:
            assert (denoised is None) == ("odds_probability_denoised" not in file), "de-noised odds"
            if denoised is not None:
                stored = file["odds_probability_denoised"][place(file, threshold)]
                same(denoised.values, stored, "de-noised odds")
                same(denoised.index, file["odds_bin"][:], "bins of de-noised odds")
        odds, p = wins / paths, wins.mean() / paths
        same(worlds.values, np.bincount(wins, minlength=paths + 1) / len(wins), "worlds")
        inside = np.mean([np.repeat((1, 0), (k, paths - k)).var(ddof=1) for k in wins])
        same(split["aleatory"], inside, f"{threshold}, variance within worlds")
        same(split["epistemic"] + split["aleatory"], p * (1 - p), "sum of variances")
        same((worlds * worlds.index).sum(), odds.mean(), "mean of worlds")


def custom_threshold(recipe, files):
    with h5py.File(files["baseline"]) as file:
        for i, name in enumerate(file["threshold"].asstr()):
            if " to " in file["threshold_value"].asstr()[i]:
                continue  # each draw has a level of its own
            months = recipe.arrivals(
                files["baseline"], file["threshold_metric"].asstr()[i],
                float(file["threshold_value"].asstr()[i]), int(file["threshold_hold_months"][i]),
                not file["threshold_above"][i])
            stored = file["samples/arrival_month"][:, i, :].astype(float)
            same(months.replace(np.inf, -1), stored, f"{name}, arrivals")
            table = recipe.custom_threshold(months)
            first = np.bincount(file["samples/first"][:, i], minlength=4)
            same(table["count"][list(OUTCOMES)], first, f"{name}, outcomes")
            for k, low, high in zip(table["count"], table.low, table.high):
                size = len(stored)
                same(stats.binom.sf(k - 1, size, low) if k else 0.025, 0.025, "low end")
                same(stats.binom.cdf(k, size, high) if k < size else 0.025, 0.025, "high end")


def export_to_pandas(recipe, files):
    tables = recipe.frames(files["baseline"])
    with h5py.File(files["baseline"]) as file:
        total = int(file["outcome_count"][0].sum())
        for name, column in (("us_month_cn_month", "joint_count"), ("outcome", "outcome_count"),
                             ("event_pattern_outcome", "event_outcome_count")):
            sums = tables[f"root_threshold_{name}"].groupby("threshold")[column].sum()
            same(sums, total, column)
        paths = tables["samples_sample_nation_month"].set_index(["sample", "nation", "month"])
        same(paths.ai_power[7, "cn", 100], file["samples/ai_power"][7, 1, 100], "a path")
        values = tables["samples_sample_parameter"]
        same(values.parameter_value, file["samples/parameter_value"][:].ravel(), "parameters")
    origin = tables["provenance_attributes"].set_index("attribute").value
    assert len(origin["outcome_digest"]) == 64 and origin["seed"] == 1, "provenance"


def paper_figure(recipe, files):
    with h5py.File(files["baseline"]) as file:
        for threshold in THRESHOLDS:
            table = recipe.arrived(files["baseline"], threshold)
            i = place(file, threshold)
            total = file["outcome_count"][i].sum()
            for n, nation in enumerate(("us", "cn")):
                arrived = file["arrival_count"][i, n].cumsum() / total
                same(table[nation].probability, arrived, f"{threshold}, {nation}")
                batches = file["arrival_batch_count"][:, i, n, :]
                shares = batches[:, :121].sum(axis=1) / batches.sum(axis=1)  # batches are alike
                same(table[nation].error.iloc[120], stats.sem(shares), f"{threshold}, error")
            assert str(table.index[12])[:7] == "2026-12", "month 12 is not December"
