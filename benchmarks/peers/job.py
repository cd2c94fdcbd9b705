# python peers/job.py IN OUT [schema]: the full job by hand, or with jsonschema for the checks.
import hashlib
import json
import sys

source, target = sys.argv[1:3]
is_valid = None
if sys.argv[3:] == ["schema"]:
    from jsonschema import Draft202012Validator

    schema = {
        "type": "object",
        "required": ["instruction", "output"],
        "additionalProperties": False,
        "properties": {
            "instruction": {"type": "string", "minLength": 10, "maxLength": 2048},
            "input": {"type": "string", "minLength": 1},
            "output": {"type": "string", "minLength": 20, "maxLength": 16384},
        },
    }
    is_valid = Draft202012Validator(schema).is_valid


def checked(sample):
    instruction, output = sample["instruction"], sample["output"]
    return (
        isinstance(instruction, str)
        and 10 <= len(instruction) <= 2048
        and isinstance(output, str)
        and 20 <= len(output) <= 16384
    )


seen = set()
with open(source, "rb") as lines, open(target, "w", encoding="utf-8") as out:
    for line in lines:
        row = json.loads(line)
        quality = row.get("quality") or {}
        weight = quality.get("score", 1)
        sample = {"instruction": row.get("question"), "output": row.get("answer")}
        if row.get("context"):
            sample["input"] = row["context"]
        if not (is_valid(sample) if is_valid else checked(sample)):
            continue
        if isinstance(weight, bool) or not isinstance(weight, (int, float)):
            continue
        if not 50 <= len(sample["output"]) <= 4096:
            continue
        content = json.dumps(sample, ensure_ascii=False, sort_keys=True)
        key = hashlib.blake2b(content.encode("utf-8", "surrogatepass"), digest_size=16).digest()
        if key in seen:
            continue
        seen.add(key)
        sample["weight"] = float(weight)
        sample["metadata"] = {
            name: value
            for name, value in {
                "source": row.get("source"),
                "category": row.get("category"),
                "lang": row.get("lang"),
                "reviewed": quality.get("reviewed"),
                "tags": row.get("tags"),
            }.items()
            if value is not None
        }
        out.write(json.dumps(sample, ensure_ascii=False) + "\n")
