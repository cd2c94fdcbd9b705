import { parse } from 'yaml'
import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../kernel/json-value.js'
import { fromPlain } from '../../kernel/plain-json.js'
import { numberOf } from '../peft/field-kinds.js'
import { EVALUATION_BLOCK, TRAINING_BLOCK } from '../spec/block-names.js'
import { factsOf, mergeFacts } from './merge-facts.js'
import {
  expectFolder,
  MAX_CONFIG_CHARACTERS,
  readJson,
  readText,
  readYaml,
  type TrainerFolder,
} from './trainer-files.js'

/** Configurations that LLaMA-Factory and Axolotl leave in the folder they write. */
const configFiles = ['training_args.yaml', 'llamaboard_config.yaml', 'axolotl_config.yaml']

/**
 * What a trainer left in its output folder: `trainer_state.json` and `*_results.json` of transformers
 * (TRL, LLaMA-Factory and Axolotl write them too), the YAML of the latter two, and the hyperparameters
 * in the card of any of them. `training_args.bin` is a pickle, and not read.
 * @throws `metadata.trainer-unreadable` for a folder that is not there, and a file that cannot be read
 */
export async function trainerFacts(folder: TrainerFolder): Promise<JsonObject> {
  await expectFolder(folder)
  const state = (await readJson(folder, 'trainer_state.json')) ?? nothing
  const results = await readResults(folder)
  const settings = mergeFacts(await readCard(folder), await readSettings(folder))
  return mergeFacts(fromSettings(settings), fromRun(state, results))
}

const nothing: JsonObject = new Map()

async function readResults(folder: TrainerFolder): Promise<JsonObject> {
  const names = ['train_results.json', 'eval_results.json', 'all_results.json']
  const found: JsonObject[] = []
  for (const name of names) found.push((await readJson(folder, name)) ?? nothing)
  return mergeFacts(...found)
}

async function readSettings(folder: TrainerFolder): Promise<JsonObject> {
  for (const name of configFiles) {
    const settings = await readYaml(folder, name)
    if (settings !== undefined) return settings
  }
  return nothing
}

/** The list under "Training hyperparameters", and the YAML that Axolotl puts into its card. */
async function readCard(folder: TrainerFolder): Promise<JsonObject> {
  const card = (await readText(folder, 'README.md')) ?? ''
  if (card.length > MAX_CONFIG_CHARACTERS) return nothing
  const [, yaml = ''] = /axolotl version[\s\S]*?```yaml\n([\s\S]*?)\n```/u.exec(card) ?? []
  const listed = Array.from(
    card.matchAll(/^- ([a-z_]+): (\S.*)$/gmu),
    ([, key = '', text = '']) => {
      const value: Json = /^-?\d+(?:\.\d+)?(?:e-?\d+)?$/u.test(text) ? Number(text) : text
      return [key, value] as const
    },
  )
  return mergeFacts(new Map(listed), fromYaml(yaml))
}

/** A card is a text for people: what is no YAML in it says nothing. */
function fromYaml(text: string): JsonObject {
  try {
    const value = fromPlain(parse(text, { maxAliasCount: 0 }) ?? {})
    return isJsonObject(value) ? value : nothing
  } catch {
    return nothing
  }
}

/** Names that transformers, LLaMA-Factory and Axolotl have for one setting. */
function fromSettings(settings: JsonObject): JsonObject {
  const first = (...names: readonly string[]): Json | undefined =>
    names.map((name) => settings.get(name)).find((value) => value !== undefined && value !== null)
  const number = (...names: readonly string[]): number | undefined => numberOf(first(...names))
  return factsOf({
    training: factsOf({
      dataset_name: datasetName(first('dataset', 'datasets')),
      epochs: wholeEpochs(number('num_train_epochs', 'num_epochs')),
      learning_rate: number('learning_rate'),
    }),
    [TRAINING_BLOCK]: factsOf({
      optimizer: named(first('optim', 'optimizer')),
      scheduler: named(first('lr_scheduler_type', 'lr_scheduler')),
      precision: precisionOf(settings),
      seeds: factsOf({ train: number('seed') }),
      batch_size: number('per_device_train_batch_size', 'micro_batch_size', 'train_batch_size'),
      gradient_accumulation_steps: number('gradient_accumulation_steps'),
      max_length: number('cutoff_len', 'sequence_len', 'max_length'),
    }),
  })
}

/** Cards say `adamw_torch with betas=…`. */
function named(value: Json | undefined): JsonObject {
  return factsOf({ name: typeof value === 'string' ? value.split(/ with | and /u)[0] : undefined })
}

function datasetName(value: Json | undefined): string | undefined {
  if (typeof value === 'string') return value
  const [first] = isJsonArray(value) ? value : []
  const path = isJsonObject(first) ? first.get('path') : first
  return typeof path === 'string' ? path : undefined
}

/** The core profile counts whole epochs; a part of one has begun. */
function wholeEpochs(epochs: number | undefined): number | undefined {
  return epochs === undefined ? undefined : Math.ceil(epochs)
}

function precisionOf(settings: JsonObject): string | undefined {
  return ['bf16', 'fp16', 'tf32'].find((name) => settings.get(name) === true)
}

function fromRun(state: JsonObject, results: JsonObject): JsonObject {
  const log = state.get('log_history')
  const entries = (isJsonArray(log) ? log : []).filter(isJsonObject)
  const last = (key: string): number | undefined =>
    numberOf(results.get(key)) ?? numberOf(entries.findLast((entry) => entry.has(key))?.get(key))
  const loss = last('eval_loss')
  const samples = last('eval_samples')
  const result = (metric: string, value: number): JsonObject =>
    factsOf({
      metric,
      value,
      higher_is_better: false,
      samples,
      dataset: factsOf({ name: 'evaluation of the trainer' }),
      harness: factsOf({ name: 'transformers' }),
    })
  return factsOf({
    training: factsOf({
      epochs: wholeEpochs(numberOf(state.get('num_train_epochs'))),
      num_samples: numberOf(results.get('train_samples')),
    }),
    [TRAINING_BLOCK]: factsOf({
      steps: numberOf(state.get('global_step')),
      batch_size: numberOf(state.get('train_batch_size')),
      train_loss: last('train_loss'),
      duration_seconds: last('train_runtime'),
    }),
    [EVALUATION_BLOCK]:
      loss === undefined
        ? undefined
        : [result('eval_loss', loss), result('perplexity', Math.exp(loss))],
  })
}
