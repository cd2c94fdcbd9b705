"""Answers the test split, trains a LoRA on the split train, answers again.
usage: train.py BASE EXPORT ADAPTER RUN

Leaves before.jsonl and after.jsonl in the folder of the run: for each sample of the test split, in its order,
what the model writes (`output`) and the log-probabilities of the tokens of the expected answer (`logprobs`).
"""

import glob
import json
import os
import sys
import warnings

os.environ.update(HF_HUB_OFFLINE="1", OMP_WAIT_POLICY="passive", CUDA_VISIBLE_DEVICES="", TOKENIZERS_PARALLELISM="false")
warnings.filterwarnings("ignore")

import torch
import transformers
from peft import LoraConfig, get_peft_model
from transformers import AutoModelForCausalLM, AutoTokenizer, Trainer, TrainingArguments

transformers.logging.set_verbosity_error()
torch.set_num_threads(2)
transformers.set_seed(1)
base, export, adapter, run = sys.argv[1:]
MODULES = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"]

tokenizer = AutoTokenizer.from_pretrained(base)
END = tokenizer.convert_tokens_to_ids("<|im_end|>")


def samples(split):
    for path in sorted(glob.glob(os.path.join(export, split + "-*.jsonl"))):
        with open(path, encoding="utf-8") as file:
            yield from map(json.loads, file)


def encode(sample):
    """The turns of the model's chat template without the system turn; only the answer is learned."""
    asked = f"<|im_start|>user\n{sample['instruction']}<|im_end|>\n<|im_start|>assistant\n"
    answer = json.dumps(sample["output"], ensure_ascii=False, separators=(",", ":"))
    prompt = tokenizer(asked, add_special_tokens=False).input_ids
    return prompt, tokenizer(answer, add_special_tokens=False).input_ids + [END]


def padded(rows, value, side):
    length = max(map(len, rows))
    fill = [[value] * (length - len(row)) for row in rows]
    return torch.tensor([f + r if side == "left" else r + f for r, f in zip(rows, fill)])


def collate(pairs):
    ids = [prompt + answer for prompt, answer in pairs]
    return {
        "input_ids": padded(ids, END, "right"),
        "attention_mask": padded([[1] * len(row) for row in ids], 0, "right"),
        "labels": padded([[-100] * len(p) + a for p, a in pairs], -100, "right"),
    }


@torch.no_grad()
def answers(model, pairs):
    model.eval()
    prompts = [prompt for prompt, _ in pairs]
    tokens = model.generate(
        input_ids=padded(prompts, END, "left"),
        attention_mask=padded([[1] * len(prompt) for prompt in prompts], 0, "left"),
        max_new_tokens=40,
        do_sample=False,
        eos_token_id=END,
        pad_token_id=END,
    )[:, max(map(len, prompts)) :]
    batch = collate(pairs)
    labels = batch.pop("labels")[:, 1:]
    for logits, label, written in zip(model(**batch).logits, labels, tokens):
        expected = label != -100
        odds = torch.log_softmax(logits[:-1][expected].float(), -1)
        chosen = odds.gather(-1, label[expected][:, None])[:, 0]
        yield {
            "output": tokenizer.decode(written, skip_special_tokens=True),
            "logprobs": [min(0.0, round(value, 6)) for value in chosen.tolist()],
        }


def answer_all(model, name):
    with open(os.path.join(run, name), "w", encoding="utf-8") as file:
        for start in range(0, len(test), 16):
            for answer in answers(model, test[start : start + 16]):
                file.write(json.dumps(answer, ensure_ascii=False) + "\n")
            print(f"{name}: {min(start + 16, len(test))} answers", file=sys.stderr, flush=True)


train = [encode(sample) for sample in samples("train")]
test = [encode(sample) for sample in samples("test")]
os.makedirs(run, exist_ok=True)
model = AutoModelForCausalLM.from_pretrained(base, dtype=torch.bfloat16)
answer_all(model, "before.jsonl")

config = LoraConfig(r=8, lora_alpha=16, lora_dropout=0.0, target_modules=MODULES, task_type="CAUSAL_LM")
model = get_peft_model(model, config)
trainer = Trainer(
    model,
    TrainingArguments(
        run,
        per_device_train_batch_size=4,
        num_train_epochs=1,
        learning_rate=5e-4,
        lr_scheduler_type="linear",
        warmup_steps=5,
        logging_steps=5,
        save_strategy="no",
        report_to="none",
        disable_tqdm=True,
        remove_unused_columns=False,
        seed=1,
    ),
    train_dataset=train,
    data_collator=collate,
)
trainer.train()
trainer.save_state()
answer_all(model, "after.jsonl")
model.save_pretrained(adapter)
# What the weights were trained on has a name; the folder that it was loaded from means nothing elsewhere.
path = os.path.join(adapter, "adapter_config.json")
with open(path, encoding="utf-8") as file:
    said = json.load(file)
said["base_model_name_or_path"] = "HuggingFaceTB/SmolLM2-135M-Instruct"
with open(path, "w", encoding="utf-8") as file:
    json.dump(said, file, indent=2, sort_keys=True)
print(json.dumps({"train": len(train), "test": len(test), "steps": trainer.state.global_step}))
