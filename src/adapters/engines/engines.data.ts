import type { Engine, EngineRule } from './engine.js'

const refuses = (feature: EngineRule['feature'], says: string): EngineRule => ({
  feature,
  fit: 'refuses',
  says,
})
const wrong = (feature: EngineRule['feature'], says: string): EngineRule => ({
  feature,
  fit: 'wrong',
  says,
})
const unknown = (feature: EngineRule['feature'], says = 'not tried'): EngineRule => ({
  feature,
  fit: 'unknown',
  says,
})

/** LoRAX and TGI share this part of their source. */
const lorax: readonly EngineRule[] = [
  refuses('another method', 'not LORA, and only Medusa besides'),
  refuses('foreign names', 'no weight is named base_model.model.…'),
  wrong('DoRA', 'the magnitudes are left out'),
  wrong('rank pattern', 'all modules are scaled by r'),
  wrong('alpha pattern', 'all modules are scaled by lora_alpha'),
  wrong('bias of LoRA', 'the biases are left out'),
  wrong('saved modules', 'the saved weights are left out'),
  wrong('base-changing init', 'the base model is not changed'),
  wrong('trainable tokens', 'the token deltas are left out'),
  wrong('some layers', 'a kind of module that any layer lacks is left out of all layers'),
  wrong('adapted embedding', 'only linear modules are looked for'),
  wrong('activated LoRA', 'it is always active'),
  unknown('bias of the base'),
  unknown('QALoRA'),
  unknown('repeated layers'),
  unknown('parameters'),
]

/** Engines in the order of the table. Rules are dated: engines learn. */
export const engines: readonly Engine[] = [
  {
    name: 'vLLM',
    version: '0.32.0',
    seen: '2026-11-22',
    how: 'measured',
    source: 'POST /v1/load_lora_adapter of a running server; vllm/lora/peft_helper.py',
    rankLimit: { rank: 16, setting: '--max-lora-rank', most: 512 },
    rules: [
      refuses('another method', 'Missing required configuration fields'),
      refuses('DoRA', 'vLLM does not yet support DoRA.'),
      refuses('bias of the base', 'Adapter bias is not supported.'),
      refuses('bias of LoRA', 'vLLM does not support LoRA bias (lora_bias).'),
      refuses(
        'saved modules',
        'vLLM only supports modules_to_save being either None or ["classifier", "score"]',
      ),
      refuses('base-changing init', 'vLLM does not support this init_lora_weights'),
      refuses('repeated layers', 'vLLM does not support layer_replication.'),
      refuses('trainable tokens', 'trainable_tokens_delta is unsupported LoRA weight'),
      wrong('foreign names', 'tensors whose module is not found are left out (vllm#34186)'),
      unknown('QALoRA'),
      unknown('parameters'),
      unknown('activated LoRA'),
    ],
  },
  {
    name: 'SGLang',
    version: '0ceb81fe4868',
    seen: '2026-11-29',
    how: 'read',
    source: 'sgl-project/sglang python/sglang/srt/lora/lora_config.py',
    rules: [
      refuses('another method', 'peft_type must be LORA'),
      ...(
        [
          'DoRA',
          'rsLoRA',
          'QALoRA',
          'rank pattern',
          'alpha pattern',
          'bias of the base',
          'bias of LoRA',
          'saved modules',
          'base-changing init',
          'repeated layers',
          'trainable tokens',
          'parameters',
          'activated LoRA',
          'adapted embedding',
          'adapted head',
          'foreign names',
        ] as const
      ).map((feature) => unknown(feature)),
    ],
  },
  {
    name: 'LoRAX',
    version: '03679f33f7f9',
    seen: '2026-11-29',
    how: 'read',
    source: 'predibase/lorax server/lorax_server/adapters/lora.py',
    rules: lorax,
  },
  {
    name: 'TGI',
    version: '45d95bdccc9d',
    seen: '2026-11-29',
    how: 'read',
    source: 'huggingface/text-generation-inference server/text_generation_server/adapters/lora.py',
    rules: lorax,
  },
  {
    name: 'llama.cpp',
    version: 'v0.5.0',
    seen: '2026-11-22',
    how: 'measured',
    source: 'convert_lora_to_gguf.py, answers held against PEFT',
    rules: [
      refuses('another method', 'Not a lora_A or lora_B tensor'),
      refuses('DoRA', 'Not a lora_A or lora_B tensor'),
      refuses('bias of LoRA', 'Not a lora_A or lora_B tensor'),
      refuses('saved modules', 'Not a lora_A or lora_B tensor'),
      refuses('trainable tokens', 'Not a lora_A or lora_B tensor'),
      refuses('foreign names', 'Not a lora_A or lora_B tensor'),
      wrong('rsLoRA', 'the converter scales by alpha / r'),
      wrong('rank pattern', 'the converter writes one alpha for all modules'),
      wrong('alpha pattern', 'the converter writes one alpha for all modules'),
      wrong('base-changing init', 'the base model is not changed'),
      unknown('QALoRA'),
      unknown('bias of the base'),
      unknown('repeated layers'),
      unknown('parameters'),
      unknown('activated LoRA', 'the tokens are written into the file; not tried'),
    ],
  },
  {
    name: 'Ollama',
    version: '01cf7445f35e',
    seen: '2026-11-29',
    how: 'read',
    source: 'ollama/ollama convert/convert.go, convert/convert_llama_adapter.go',
    rules: [
      refuses('another method', 'no tensors it knows'),
      wrong('rsLoRA', 'only lora_alpha is read'),
      wrong('rank pattern', 'only lora_alpha is read'),
      wrong('alpha pattern', 'only lora_alpha is read'),
      wrong('base-changing init', 'the base model is not changed'),
      unknown('DoRA'),
      unknown('QALoRA'),
      unknown('bias of the base'),
      unknown('bias of LoRA'),
      unknown('saved modules'),
      unknown('repeated layers'),
      unknown('trainable tokens'),
      unknown('parameters'),
      unknown('activated LoRA'),
      unknown('adapted embedding', 'no name for it in the converter'),
      unknown('adapted head', 'no name for it in the converter'),
      unknown('foreign names'),
    ],
  },
]

/** Families whose adapters Ollama converts: `model_type` of the base model. */
export const ollamaFamilies: readonly string[] = ['llama', 'mistral', 'gemma2']
