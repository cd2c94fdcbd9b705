"""What PEFT makes of adapter metadata and of the config that the crosswalk writes, as JSON.

usage: lora_config.py METADATA CONFIG_FOLDER
"""

import json
import sys

from peft import LoraConfig, PeftConfig

with open(sys.argv[1]) as file:
    metadata = json.load(file)

lora_config = LoraConfig(
    r=metadata["training"]["lora_rank"],
    lora_alpha=metadata["training"]["lora_alpha"],
    lora_dropout=metadata["training"]["lora_dropout"],
    target_modules=metadata["training"]["target_modules"],
    task_type="CAUSAL_LM",
)
read = PeftConfig.from_pretrained(sys.argv[2])


def shown(config):
    return {
        "r": config.r,
        "lora_alpha": config.lora_alpha,
        "lora_dropout": config.lora_dropout,
        "target_modules": sorted(config.target_modules),
        "task_type": config.task_type,
        "kind": type(config).__name__,
    }


print(json.dumps({"metadata": shown(lora_config), "config": shown(read)}))
