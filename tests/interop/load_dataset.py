"""What `datasets.load_dataset(DIR)` makes of an export, as JSON: {split: {rows, changed, columns}}.

`changed` counts the rows that come out otherwise than they are written in the shards, in a value or
in the order of keys within a column. A column that a row does not have may come out as null.
"""

import glob
import json
import os
import sys
import tempfile

os.environ["HF_HUB_OFFLINE"] = "1"


def written_rows(folder, split):
    import fsspec

    for path in sorted(glob.glob(os.path.join(glob.escape(folder), f"{split}-*.jsonl*"))):
        with fsspec.open(path, "rt", encoding="utf-8", newline="\n", compression="infer") as lines:
            yield from map(json.loads, lines)


def is_as_written(loaded, written):
    present = {name: value for name, value in loaded.items() if value is not None or name in written}
    return present.keys() == written.keys() and all(
        in_order(present[name]) == in_order(value) for name, value in written.items()
    )


def in_order(value):
    """Objects as lists of pairs, which are equal only in the same order; 1 stays equal to 1.0."""
    if isinstance(value, dict):
        return [(key, in_order(member)) for key, member in value.items()]
    return [in_order(item) for item in value] if isinstance(value, list) else value


def main(folder):
    with tempfile.TemporaryDirectory() as home:
        os.environ["HF_HOME"] = home
        # Reads HF_HOME when it is imported.
        import datasets

        datasets.disable_progress_bars()
        loaded = datasets.load_dataset(folder)
        splits = {
            split: {
                "rows": data.num_rows,
                "changed": sum(
                    not is_as_written(*rows) for rows in zip(data, written_rows(folder, split), strict=True)
                ),
                "columns": {name: str(feature) for name, feature in data.features.items()},
            }
            for split, data in loaded.items()
        }
    print(json.dumps(splits))


main(sys.argv[1])
