"""PEFT loads a release as it loads the adapter that training left. usage: load_release.py BASE BEFORE RELEASE [BEFORE RELEASE …]"""

import json
import os
import sys
import warnings

os.environ.update(HF_HUB_OFFLINE="1", CUDA_VISIBLE_DEVICES="", TOKENIZERS_PARALLELISM="false")
warnings.filterwarnings("ignore")

import torch
import transformers
from peft import LoraConfig, PeftModel, get_peft_model
from transformers import AutoModelForCausalLM

transformers.logging.set_verbosity_error()
torch.set_num_threads(1)
base, *folders = sys.argv[1:]


def logits(folder):
    model = AutoModelForCausalLM.from_pretrained(base)
    if folder is not None:
        model = PeftModel.from_pretrained(model, folder)
    with torch.no_grad():
        return model.eval()(torch.arange(1, 12)[None]).logits


def compare(before, release):
    with open(os.path.join(release, "adapter_metadata.json")) as f:
        metadata = json.load(f)
    # As the documentation of the format shows it.
    lora_config = LoraConfig(
        r=metadata["training"]["lora_rank"],
        lora_alpha=metadata["training"]["lora_alpha"],
        lora_dropout=metadata["training"]["lora_dropout"],
        target_modules=metadata["training"]["target_modules"],
        task_type="CAUSAL_LM",
    )
    fresh = get_peft_model(AutoModelForCausalLM.from_pretrained(base), lora_config)
    loaded = PeftModel.from_pretrained(AutoModelForCausalLM.from_pretrained(base), release)
    return {
        "same": torch.equal(logits(before), logits(release)),
        "differs_from_base": not torch.equal(logits(None), logits(release)),
        "same_parameters": {n for n, _ in fresh.named_parameters()}
        == {n for n, _ in loaded.named_parameters()},
    }


print(json.dumps([compare(*pair) for pair in zip(folders[::2], folders[1::2])]))
