"""Whether TRL trains on an export as it is: two steps on up to 50 samples, as JSON {ok, loss}.

usage: trl_take.py DIR sft|dpo|text

The model is a random Llama of 0.1 M parameters with a tokenizer of single bytes, made on the spot:
this is about what the trainer makes of the columns, not about what the model learns.
"""

import contextlib
import json
import math
import os
import sys
import tempfile

ROWS = 50
STEPS = 2
SPECIAL_TOKENS = ["<pad>", "<s>", "</s>", "<|im_start|>", "<|im_end|>"]

CHAT_TEMPLATE = """\
{%- if tools %}<|im_start|>tools
{{ tools | tojson }}<|im_end|>
{% endif %}
{%- for message in messages %}<|im_start|>{{ message.role }}
{% generation %}{{ message.content or '' }}
{%- if message.tool_calls %}{{ message.tool_calls | tojson }}{% endif %}<|im_end|>
{% endgeneration %}
{%- endfor %}
{%- if add_generation_prompt %}<|im_start|>assistant
{% endif %}"""


def quiet_libraries(home):
    os.environ.update(
        HF_HOME=home,
        HF_HUB_OFFLINE="1",
        HF_HUB_DISABLE_TELEMETRY="1",
        TOKENIZERS_PARALLELISM="false",
        CUDA_VISIBLE_DEVICES="",
    )
    import datasets
    import transformers

    datasets.disable_progress_bars()
    transformers.logging.set_verbosity_error()
    transformers.logging.disable_progress_bar()


def byte_tokenizer():
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers
    from transformers import PreTrainedTokenizerFast

    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    vocabulary = {token: index for index, token in enumerate(SPECIAL_TOKENS + alphabet)}
    tokenizer = Tokenizer(models.BPE(vocab=vocabulary, merges=[]))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens(SPECIAL_TOKENS)
    pad, start, end, *_ = SPECIAL_TOKENS
    wrapped = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, pad_token=pad, bos_token=start, eos_token=end
    )
    wrapped.chat_template = CHAT_TEMPLATE
    return wrapped


def tiny_model():
    import torch
    from transformers import LlamaConfig, LlamaForCausalLM

    torch.manual_seed(0)
    return LlamaForCausalLM(
        LlamaConfig(
            vocab_size=300,
            hidden_size=64,
            intermediate_size=128,
            num_hidden_layers=2,
            num_attention_heads=4,
            num_key_value_heads=2,
            max_position_embeddings=2048,
            pad_token_id=0,
            bos_token_id=1,
            eos_token_id=2,
        )
    )


def trainer_of(kind, rows, output):
    from peft import LoraConfig
    from trl import DPOConfig, DPOTrainer, SFTConfig, SFTTrainer

    settings = dict(
        output_dir=output,
        max_steps=STEPS,
        per_device_train_batch_size=2,
        logging_steps=1,
        learning_rate=1e-3,
        max_length=1024,
        seed=0,
        report_to="none",
        save_strategy="no",
        use_cpu=True,
        bf16=False,
        gradient_checkpointing=False,
        disable_tqdm=True,
        dataloader_pin_memory=False,
    )
    config, trainer = (DPOConfig, DPOTrainer) if kind == "dpo" else (SFTConfig, SFTTrainer)
    lora = LoraConfig(r=4, lora_alpha=8, target_modules=["q_proj", "v_proj"], task_type="CAUSAL_LM")
    return trainer(
        model=tiny_model(),
        args=config(**settings),
        train_dataset=rows,
        processing_class=byte_tokenizer(),
        peft_config=lora,
    )


def train(folder, kind, home):
    import datasets

    split = datasets.load_dataset(folder)["train"]
    rows = split.select(range(min(ROWS, split.num_rows)))
    trainer = trainer_of(kind, rows, home)
    trainer.train()
    losses = [float(entry["loss"]) for entry in trainer.state.log_history if "loss" in entry]
    ok = len(losses) == STEPS and all(math.isfinite(loss) for loss in losses)
    return {"ok": ok, "loss": losses[-1] if losses else None, "rows": rows.num_rows}


def main(folder, kind):
    if kind not in ("sft", "dpo", "text"):
        sys.exit(f"expected sft, dpo or text, got {kind}")
    with tempfile.TemporaryDirectory() as home:
        quiet_libraries(home)
        # Trainers print as they go; the last line of stdout is the result.
        with contextlib.redirect_stdout(sys.stderr):
            try:
                result = train(folder, kind, home)
            except Exception as error:
                result = {"ok": False, "error": f"{type(error).__name__}: {error}"[:500]}
    print(json.dumps(result))


main(sys.argv[1], sys.argv[2])
