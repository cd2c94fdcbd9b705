/** What a field of `adapter_config.json` may be; each may be null besides, and counts as missing then. */
export type FieldKind =
  | 'text'
  | 'flag'
  | 'whole'
  | 'number'
  | 'texts'
  | 'texts or text'
  | 'wholes or whole'
  | 'numbers by name'
  | 'object'
  | 'ranges'
  | 'tokens'
  | 'flag or text'

/** Every field of PEFT's `LoraConfig` (0.21.2) and of what it is derived from. */
export const peftFields: Readonly<Record<string, FieldKind>> = {
  alora_invocation_tokens: 'wholes or whole',
  alpha_pattern: 'numbers by name',
  arrow_config: 'object',
  auto_mapping: 'object',
  base_model_name_or_path: 'text',
  bias: 'text',
  corda_config: 'object',
  ensure_weight_tying: 'flag',
  eva_config: 'object',
  exclude_modules: 'texts or text',
  fan_in_fan_out: 'flag',
  inference_mode: 'flag',
  init_lora_weights: 'flag or text',
  kasa_config: 'object',
  layer_replication: 'ranges',
  layers_pattern: 'texts or text',
  layers_to_transform: 'wholes or whole',
  loftq_config: 'object',
  lora_alpha: 'number',
  lora_bias: 'flag',
  lora_dropout: 'number',
  lora_ga_config: 'object',
  megatron_config: 'object',
  megatron_core: 'text',
  modules_to_save: 'texts',
  monteclora_config: 'object',
  peft_type: 'text',
  peft_version: 'text',
  qalora_group_size: 'whole',
  r: 'whole',
  rank_pattern: 'numbers by name',
  revision: 'text',
  target_modules: 'texts or text',
  target_parameters: 'texts',
  task_type: 'text',
  trainable_token_indices: 'tokens',
  use_bdlora: 'object',
  use_dora: 'flag',
  use_qalora: 'flag',
  use_rslora: 'flag',
  velora_config: 'object',
}

/** What makes a loader import a module, run code of a repository or read a file: never in an adapter. */
export const codeFields: Readonly<Record<string, string>> = {
  auto_map: 'names code of the repository that loaders run',
  trust_remote_code: 'asks loaders to run code of the repository',
  _attn_implementation_internal: 'names a kernel that transformers fetches and runs',
  attn_implementation: 'names a kernel that transformers fetches and runs',
  custom_pipelines: 'names code of the repository that loaders run',
  runtime_config: 'is for running programs only, and is never saved',
  vocab_file: 'names a file that tokenizers read and write elsewhere',
  merges_file: 'names a file that tokenizers read and write elsewhere',
  tokenizer_file: 'names a file that tokenizers read and write elsewhere',
}

/** Members of the objects above that name files which PEFT loads with pickle. */
export const fileMembers: readonly string[] = ['cache_file', 'covariance_file', 'covariance_path']

/** What PEFT may import by the names in a config. */
export const safeLibraries: readonly string[] = ['transformers', 'diffusers', 'peft']

/** All of PEFT 0.21.2. */
export const peftTypes: ReadonlySet<string> = new Set([
  'PROMPT_TUNING',
  'MULTITASK_PROMPT_TUNING',
  'P_TUNING',
  'PREFIX_TUNING',
  'LORA',
  'ADALORA',
  'ADAMSS',
  'BOFT',
  'ADAPTION_PROMPT',
  'IA3',
  'BEFT',
  'LILY',
  'LOHA',
  'LOKR',
  'OFT',
  'POLY',
  'LN_TUNING',
  'VERA',
  'FROD',
  'PVERA',
  'FOURIERFT',
  'GLORA',
  'XLORA',
  'HRA',
  'VBLORA',
  'UNILORA',
  'CPT',
  'MISS',
  'RANDLORA',
  'ROAD',
  'TRAINABLE_TOKENS',
  'HIRA',
  'SHIRA',
  'C3A',
  'WAVEFT',
  'OSF',
  'DELORA',
  'GRALORA',
  'CARTRIDGE',
  'TINYLORA',
  'PSOFT',
  'PEANUT',
  'SHADOW',
  'SUPERTUNING',
  'DEFT',
])

export const taskTypes: ReadonlySet<string> = new Set([
  'SEQ_CLS',
  'SEQ_2_SEQ_LM',
  'CAUSAL_LM',
  'TOKEN_CLS',
  'QUESTION_ANS',
  'FEATURE_EXTRACTION',
])
