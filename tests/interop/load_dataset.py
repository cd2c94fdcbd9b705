"""What `datasets.load_dataset(DIR)` makes of an export, as JSON: {split: {rows, columns}}."""

import json
import os
import sys
import tempfile

os.environ["HF_HUB_OFFLINE"] = "1"


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
                "columns": {name: str(feature) for name, feature in data.features.items()},
            }
            for split, data in loaded.items()
        }
    print(json.dumps(splits))


main(sys.argv[1])
