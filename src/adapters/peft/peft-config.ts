import type { JsonObject } from '../../kernel/json-value.js'

/** `adapter_config.json` as PEFT writes it, with PEFT's defaults for what is missing. */
export interface PeftConfig {
  /** `LORA`, or another method of PEFT. */
  readonly peftType: string
  readonly taskType: string | undefined
  readonly baseModel: string
  /** Of the base model. */
  readonly revision: string | undefined
  readonly peftVersion: string | undefined
  readonly rank: number
  readonly alpha: number
  readonly dropout: number
  /** Names or paths of modules; a text is a regular expression for whole paths. */
  readonly targetModules: readonly string[] | string | undefined
  readonly excludeModules: readonly string[] | string | undefined
  readonly targetParameters: readonly string[]
  readonly modulesToSave: readonly string[]
  readonly bias: string
  readonly hasLoraBias: boolean
  readonly usesRslora: boolean
  readonly usesDora: boolean
  readonly usesQalora: boolean
  readonly fanInFanOut: boolean
  /** Regular expressions for the ends of paths, with the value for what they match first. */
  readonly rankPattern: ReadonlyMap<string, number>
  readonly alphaPattern: ReadonlyMap<string, number>
  readonly layersToTransform: readonly number[] | undefined
  readonly layersPattern: readonly string[]
  /** Ranges of layers, the end exclusive, that are repeated. */
  readonly layerReplication: readonly (readonly [number, number])[]
  /** By module; the embedding of the model is `embed_tokens`. */
  readonly trainableTokens: ReadonlyMap<string, number>
  /** `true`, `false` or the name of a method. */
  readonly initLoraWeights: string | boolean
  readonly aloraTokens: number
  /** All of the file, as it was written. */
  readonly document: JsonObject
}

/** Methods of initialisation that subtract the adapter from the base model's own weights. */
const baseChanging = /^(?:pissa|olora|corda|loftq|mica)/u

/** Whether the adapter is wrong on the plain base model. */
export function changesBase({ initLoraWeights }: PeftConfig): boolean {
  return typeof initLoraWeights === 'string' && baseChanging.test(initLoraWeights)
}

/** What the product of B and A is multiplied with in a module of this rank and alpha. */
export function scalingOf({ usesRslora }: PeftConfig, rank: number, alpha: number): number {
  return alpha / (usesRslora ? Math.sqrt(rank) : rank)
}
