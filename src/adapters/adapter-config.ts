/** What is known of the LoRA adapter that the data is for. Keys are spelled as in the recipe file. */
export interface AdapterMetadataConfig {
  /** @default false */
  readonly enable_tracking: boolean
  readonly adapter_id: string
  /** Semantic version. @default 1.0.0 */
  readonly adapter_version: string
  readonly base_model_name: string
  readonly base_model_version: string
  readonly task_type: string
  readonly domain: string
  /** BCP 47 tag. @default en */
  readonly language: string
  readonly training_config: TrainingConfig
  readonly created_by: string
  readonly data_source_uri: string
  /** The adapter that training went on from: its id, or `id@version`. */
  readonly parent_adapter_id: string
  readonly custom_metadata: Readonly<Record<string, string>>
}

export interface TrainingConfig {
  readonly dataset_name: string
  /** 0 is filled in from the export. @default 0 */
  readonly num_samples: number
  /** @default 0 */
  readonly epochs: number
  /** @default 0.0 */
  readonly learning_rate: number
  /** @default 8 */
  readonly lora_rank: number
  /** @default 16.0 */
  readonly lora_alpha: number
  /** @default 0.1 */
  readonly lora_dropout: number
  readonly target_modules: readonly string[]
}

export const DEFAULT_ADAPTER_METADATA: AdapterMetadataConfig = {
  enable_tracking: false,
  adapter_id: '',
  adapter_version: '1.0.0',
  base_model_name: '',
  base_model_version: '',
  task_type: '',
  domain: '',
  language: 'en',
  training_config: {
    dataset_name: '',
    num_samples: 0,
    epochs: 0,
    learning_rate: 0,
    lora_rank: 8,
    lora_alpha: 16,
    lora_dropout: 0.1,
    target_modules: [],
  },
  created_by: '',
  data_source_uri: '',
  parent_adapter_id: '',
  custom_metadata: {},
}
