"""Whether two sides counted the same forecast: sums, and differences in standard errors."""

import numpy as np


def sum_errors(race, counts, draws):
    """What does not add up in the tables of one side; nothing, if all is well."""
    joint, outcome = counts["joint"], counts["outcome"]
    months = np.arange(race.horizon + 2)
    never = race.horizon + 1
    us_first, cn_first = months[:, None] < months, months[:, None] > months
    both_never = (months[:, None] == never) & (months == never)
    ties = ~us_first & ~cn_first & ~both_never
    parts = (us_first, cn_first, ties, both_never)
    by_joint = np.stack([(joint * part).sum((1, 2)) for part in parts], axis=1)
    arrivals = np.stack([joint.sum(2), joint.sum(1)], axis=1)
    wins = counts["odds"] @ np.arange(race.paths + 1)
    checks = {
        "outcomes and trajectories": (outcome.sum(1), draws * race.paths),
        "joint months and outcomes": (by_joint, outcome),
        "odds and draws": (counts["odds"].sum(1), draws),
        "odds and outcomes": (wins, outcome[:, 0]),
        "events and outcomes": (counts["event_outcome"].sum(1), outcome),
        "batches of outcomes and outcomes": (counts["outcome_batch"].sum(0), outcome),
        "batches of arrivals and joint months": (counts["arrival_batch"].sum(0), arrivals)}
    return [name for name, (left, right) in checks.items() if np.any(left != right)]


def share_won(odds):
    """P(US first) of each threshold, its variance between draws, and how many draws (clusters)."""
    share = np.arange(odds.shape[1]) / (odds.shape[1] - 1)
    draws = odds.sum(1)
    mean = odds @ share / draws
    return mean, odds @ share**2 / draws - mean**2, draws


def standard_error(odds):
    _, variance, draws = share_won(odds)
    return np.sqrt(variance / (draws - 1))


def _z(difference, pooled, a, b):
    """In standard errors: `pooled` variance between the draws of a side, of which are `a` and `b`."""
    error = np.sqrt(pooled * (1 / a + 1 / b))
    return difference / np.where(error > 0, error, 1)


def z_of_shares(left, right):
    """Differences of P(US first) in standard errors; pooled, for a side may have seen no loss."""
    (mean_a, _, a), (mean_b, _, b) = share_won(left), share_won(right)
    return _z(mean_a - mean_b, share_won(left + right)[1], a, b)


def _months(counts):
    """Mean month of arrival, [threshold, nation]; its variance between draws, by batches; draws."""
    batches, draws = counts["arrival_batch"], counts["odds"][0].sum()
    totals = batches.sum(-1)
    full = totals[:, 0, 0] > 0
    means = (batches @ np.arange(batches.shape[-1]))[full] / totals[full]
    return means.mean(0), means.var(0, ddof=1) * draws / full.sum(), draws


def z_of_months(left, right):
    """The same of the mean month of arrival; never counts as the month after the last."""
    (mean_a, variance_a, a), (mean_b, variance_b, b) = _months(left), _months(right)
    return _z(mean_a - mean_b, (a * variance_a + b * variance_b) / (a + b), a, b)


LEAST_DRAWS = 10  # that must have been won, and lost, for a z of shares to be near normal


def is_rare(left, right):
    """Whether one draw of the smaller side alone can be worth a large z."""
    share = share_won(left + right)[0]
    draws = np.minimum(left.sum(1), right.sum(1))
    return np.minimum(share, 1 - share) * draws < LEAST_DRAWS


def z_table(race, sides, reference):
    """Of each threshold: P(US first) of each side, and how far each peer is from the reference."""
    rows = [{"threshold": name, "sides": {}} for name in race.thresholds]
    for side, counts in sides.items():
        odds, of_reference = counts["odds"], sides[reference]["odds"]
        columns = {"us_first": share_won(odds)[0], "standard_error": standard_error(odds)}
        if side != reference:
            us_month, cn_month = z_of_months(counts, sides[reference]).T
            columns |= {"z": z_of_shares(odds, of_reference), "rare": is_rare(odds, of_reference),
                        "z_us_month": us_month, "z_cn_month": cn_month}
        for i, row in enumerate(rows):
            row["sides"][side] = {name: column[i].item() for name, column in columns.items()}
    return rows
