"""How do I get everything into tidy tables, for pandas, R, a spreadsheet or a database?

One table for each set of dimensions in each group, one row for each combination. Left out are rows
without a trajectory, counts by batch, and the buckets of the fan, which only merging needs."""
import pathlib

import pandas as pd

from common import arguments, group

GROUPS = (None, "fan", "draws", "samples", "provenance")
LEFT_OUT = {"outcome_batch", "arrival_batch", "entry"}


def frames(file):
    """Frames by name: root_threshold_outcome, samples_sample_parameter and so on."""
    tables = {}
    for name in GROUPS:
        data = group(file, name)
        name = name or "root"
        for dimensions in dict.fromkeys(each.dims for each in data.data_vars.values()):
            if not dimensions or LEFT_OUT & set(dimensions):
                continue
            columns = [key for key, each in data.data_vars.items() if each.dims == dimensions]
            table = data[columns].to_dataframe()
            if all(column.endswith("_count") for column in columns):
                table = table[(table[columns] != 0).any(axis=1)]
            tables["_".join([name, *dimensions])] = table.reset_index()
        texts = {key: each.item() for key, each in data.data_vars.items() if not each.dims}
        attributes = pd.Series(data.attrs | texts, dtype=object).rename_axis("attribute")
        tables[f"{name}_attributes"] = attributes.rename("value").reset_index()
    return tables


if __name__ == "__main__":
    given = arguments(__doc__)
    for name, table in frames(given.file).items():
        print(f"{name}: {len(table)} rows of {', '.join(table.columns)}")
        if given.output:
            pathlib.Path(given.output).mkdir(parents=True, exist_ok=True)
            table.to_csv(pathlib.Path(given.output) / f"{name}.csv", index=False)
