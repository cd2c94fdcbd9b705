"""Whether TRL trains on an export as it is: two steps on up to 50 samples, as JSON {ok, loss}.

usage: trl_take.py DIR sft|dpo|text

The model is that of tiny_model.py: this is about what the trainer makes of the columns, not about
what the model learns.
"""

import contextlib
import json
import math
import os
import sys
import tempfile

from tiny_model import byte_tokenizer, tiny_model

ROWS = 50
STEPS = 2


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
