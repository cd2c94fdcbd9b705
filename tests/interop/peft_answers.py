"""What PEFT answers with adapters on a base model.

usage: peft_answers.py BASE IDS ADAPTER...

IDS is JSON: the ids of tokens. Prints as JSON, for each adapter, the log-probability of each token after the
first, in float32.
"""

import json
import os
import sys
import warnings

os.environ.update(HF_HUB_OFFLINE="1", CUDA_VISIBLE_DEVICES="", TOKENIZERS_PARALLELISM="false")
warnings.filterwarnings("ignore")

import torch
import transformers
from peft import PeftModel
from transformers import AutoModelForCausalLM

transformers.logging.set_verbosity_error()
torch.set_num_threads(1)


def answers(base, ids, adapter):
    model = AutoModelForCausalLM.from_pretrained(base, dtype=torch.float32)
    model = PeftModel.from_pretrained(model, adapter).eval()
    tokens = torch.tensor([ids])
    with torch.no_grad():
        logits = model(tokens).logits.float()
    chances = torch.log_softmax(logits[0, :-1], dim=-1)
    return chances.gather(1, tokens[0, 1:, None])[:, 0].tolist()


def main(base, ids, adapters):
    print(json.dumps([answers(base, json.loads(ids), adapter) for adapter in adapters]))


main(sys.argv[1], sys.argv[2], sys.argv[3:])
