"""Adapters that PEFT makes, trains a little (random values) and saves, one for each mix of options.

usage: peft_adapters.py FOLDER COUNT

Prints as JSON {"fields": [names of LoraConfig], "adapters": [{"adapter", "base", "options", "loads"}],
"refused": [mixes that PEFT does not make]}. `loads` is whether PEFT loads on the plain base model what
it saved.
"""

import dataclasses
import itertools
import json
import os
import sys
import warnings

os.environ.update(HF_HUB_OFFLINE="1", CUDA_VISIBLE_DEVICES="", TOKENIZERS_PARALLELISM="false")
warnings.filterwarnings("ignore")

import torch
import transformers
from peft import LoraConfig, PeftModel, get_peft_model
from transformers import AutoConfig, AutoModelForCausalLM

transformers.logging.set_verbosity_error()
torch.set_num_threads(1)

COMMON = dict(
    vocab_size=96,
    hidden_size=32,
    intermediate_size=48,
    num_hidden_layers=3,
    num_attention_heads=4,
    num_key_value_heads=2,
    max_position_embeddings=64,
    pad_token_id=0,
    bos_token_id=1,
    eos_token_id=2,
)
GPT2 = dict(vocab_size=96, n_embd=32, n_layer=3, n_head=4, n_positions=64)

BASES = {
    "llama": (COMMON, ["q_proj", "v_proj"]),
    "mistral": (COMMON, ["q_proj", "k_proj", "v_proj", "o_proj"]),
    "qwen2": ({**COMMON, "tie_word_embeddings": True}, ["q_proj", "down_proj"]),
    "qwen3": ({**COMMON, "head_dim": 16}, ["q_proj", "o_proj", "up_proj"]),
    "gemma2": ({**COMMON, "head_dim": 8}, ["q_proj", "gate_proj"]),
    "phi3": (COMMON, ["qkv_proj", "gate_up_proj"]),
    "gpt2": (GPT2, ["c_attn", "c_proj"]),
    "mixtral": ({**COMMON, "num_local_experts": 4, "num_experts_per_tok": 2}, ["q_proj", "v_proj"]),
}

VARIANTS = [
    {},
    {"r": 2, "lora_alpha": 3},
    {"use_rslora": True},
    {"use_dora": True},
    {"lora_bias": True},
    {"bias": "all"},
    {"target_modules": "all-linear"},
    {"target_modules": r".*\.1\..*(proj|attn)"},
    {"layers_to_transform": [0, 2]},
    {"exclude_modules": r".*\.0\..*"},
    {"rank_pattern": {"FIRST": 6}, "alpha_pattern": {"FIRST": 1}},
    {"rank_pattern": {r".*\.2\..*FIRST": 3}},
    {"modules_to_save": ["lm_head"]},
    {"init_lora_weights": "gaussian"},
    {"init_lora_weights": "pissa"},
    {"init_lora_weights": "olora"},
    {"init_lora_weights": "orthogonal"},
    {"trainable_token_indices": [3, 4, 5]},
    {"use_rslora": True, "use_dora": True, "rank_pattern": {"LAST": 5}},
    {"embedding": True},
    {"head": True},
    {"dtype": torch.bfloat16},
    {"alora_invocation_tokens": [7, 8]},
    {"layer_replication": [(0, 2), (1, 3)]},
    {"experts": True},
]


def options_of(name, variant):
    _, targets = BASES[name]
    options = {"r": 4, "lora_alpha": 8, "target_modules": list(targets), "task_type": "CAUSAL_LM"}
    for key, value in variant.items():
        if key.endswith("_pattern"):
            value = {
                k.replace("FIRST", targets[0]).replace("LAST", targets[-1]): v for k, v in value.items()
            }
        options[key] = value
    embedding = "wte" if name == "gpt2" else "embed_tokens"
    if options.pop("embedding", False):
        options["target_modules"].append(embedding)
    if options.pop("head", False):
        options["target_modules"].append("lm_head")
    if options.pop("experts", False):
        if name != "mixtral":
            return None
        options["target_parameters"] = ["mlp.experts.gate_up_proj", "mlp.experts.down_proj"]
    if "trainable_token_indices" in options and name == "gpt2":
        options["trainable_token_indices"] = {"wte": options["trainable_token_indices"]}
    if name == "gpt2":
        options["fan_in_fan_out"] = True
    return options


def base_model(name):
    torch.manual_seed(0)
    settings, _ = BASES[name]
    return AutoModelForCausalLM.from_config(AutoConfig.for_model(name, **settings))


def save_adapter(name, options, folder, base):
    options = dict(options)
    dtype = options.pop("dtype", None)
    model = get_peft_model(base_model(name), LoraConfig(**options))
    if dtype is not None:
        model = model.to(dtype)
    with torch.no_grad():
        for key, weight in model.named_parameters():
            if "lora_" in key and weight.requires_grad:
                weight.normal_(std=0.1)
    model.save_pretrained(folder)
    path = os.path.join(folder, "adapter_config.json")
    with open(path) as file:
        config = json.load(file)
    config["base_model_name_or_path"] = f"tests/{name}"
    with open(path, "w") as file:
        json.dump(config, file, indent=2, sort_keys=True)


def loads(name, folder):
    try:
        PeftModel.from_pretrained(base_model(name), folder)
        return True
    except Exception:
        return False


def main(root, count):
    made, failed = [], []
    for name in BASES:
        base_model(name).save_pretrained(os.path.join(root, f"base-{name}"))
    mixes = [(name, variant) for variant, name in itertools.product(VARIANTS, BASES)]
    # Every variant comes early, each on another base.
    mixes.sort(key=lambda mix: (list(BASES).index(mix[0]) + VARIANTS.index(mix[1])) % len(BASES))
    for number, (name, variant) in enumerate(mixes):
        if len(made) >= count:
            break
        options = options_of(name, variant)
        if options is None:
            continue
        folder = os.path.join(root, f"{number:03}-{name}")
        base = os.path.join(root, f"base-{name}")
        try:
            save_adapter(name, options, folder, base)
        except Exception as error:  # a mix that PEFT itself refuses
            failed.append(f"{name} {variant}: {type(error).__name__}: {error}"[:200])
            continue
        made.append({"adapter": folder, "base": base, "options": repr(variant), "loads": loads(name, folder)})
    fields = [field.name for field in dataclasses.fields(LoraConfig)]
    print(json.dumps({"fields": fields, "adapters": made, "refused": failed}))


main(sys.argv[1], int(sys.argv[2]))
