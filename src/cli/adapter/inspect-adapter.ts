import { resolve } from 'node:path'
import { checkSubject } from '../../adapters/checks/check-subject.js'
import { featuresOf } from '../../adapters/engines/adapter-feature.js'
import { engineFits } from '../../adapters/engines/engine-fit.js'
import { scalingOf, type PeftConfig } from '../../adapters/peft/peft-config.js'
import { contentOf, type Weights } from '../../adapters/read/adapter-files.js'
import { readAdapter } from '../../adapters/read/read-adapter.js'
import { readableWeights, summarizeWeights } from '../../adapters/summarize-adapter.js'
import { flagOption, type RunCommand } from '../command.js'
import type { AdapterConfigOutput, AdapterInspectOutput } from '../outputs/adapter-output.js'
import { engineLines } from './engine-lines.js'
import { printable } from '../printable.js'

const DEFAULT_ADAPTER = '.'

export const inspectAdapter: RunCommand = async (given, io) => {
  const [shown = DEFAULT_ADAPTER] = given.arguments
  const output = await inspect(resolve(io.cwd, shown), shown)
  if (flagOption(given, 'json')) io.stdout(JSON.stringify(output, null, 2))
  else for (const line of lines(output)) io.stdout(line)
  return 0
}

async function inspect(path: string, shown: string): Promise<AdapterInspectOutput> {
  const files = await readAdapter(path, shown)
  const weights = readableWeights(files)
  const summary = summarizeWeights(files)
  const config = contentOf(files.config)?.config
  const subject = checkSubject(files)
  return {
    format_version: 1,
    adapter: shown,
    format: weights.format,
    file: files.weights.file,
    bytes: weights.header.fileBytes,
    file_metadata: Object.fromEntries(fileMetadata(weights)),
    config: config === undefined ? null : configOutput(config),
    weights: {
      tensors: summary.tensors,
      modules: summary.modules,
      trained_parameters: summary.trainedParameters,
      dtypes: Object.fromEntries(summary.dtypes),
      ranks: Object.fromEntries(summary.ranks),
      targets: Object.fromEntries(summary.targets),
      saved: summary.saved,
    },
    features: [...featuresOf(subject)],
    engines: weights.format === 'safetensors' ? engineFits(subject) : [],
  }
}

function* fileMetadata({ header }: Weights): Generator<[string, string]> {
  for (const [key, value] of header.metadata) {
    yield [key, typeof value === 'object' ? `${value.items} items` : String(value)]
  }
}

function configOutput(config: PeftConfig): AdapterConfigOutput {
  const { peftType, taskType, baseModel, rank, alpha, dropout, targetModules = [] } = config
  return {
    peft_type: peftType,
    task_type: taskType ?? null,
    base_model: baseModel,
    rank,
    alpha,
    dropout,
    scaling: scalingOf(config, rank, alpha),
    target_modules: [targetModules].flat().toSorted(),
  }
}

function* lines(output: AdapterInspectOutput): Generator<string> {
  const { config, weights, features, engines } = output
  yield row('file', `${output.file}, ${output.format}, ${output.bytes} bytes`)
  if (config !== null) {
    yield row('base model', config.base_model || 'not named')
    yield row('method', `${config.peft_type}${config.task_type ? ` for ${config.task_type}` : ''}`)
    yield row('rank, alpha', `${config.rank}, ${config.alpha} (scaling ${round(config.scaling)})`)
    yield row('dropout', String(config.dropout))
  }
  yield row('modules', `${weights.modules}: ${counts(weights.targets)}`)
  yield row('ranks', counts(weights.ranks))
  yield row('tensors', `${weights.tensors}: ${counts(weights.dtypes)}`)
  yield row('parameters', `${weights.trained_parameters} trained`)
  if (weights.saved.length > 0) yield row('saved whole', weights.saved.join(', '))
  if (features.length > 0) yield row('features', features.join(', '))
  for (const [key, value] of Object.entries(output.file_metadata)) {
    if (key !== 'format') yield row(key.length < 14 ? key : `${key} `, value)
  }
  if (engines.length > 0) yield ''
  yield* engineLines(engines)
}

function counts(tallies: Readonly<Record<string, number>>): string {
  return Object.entries(tallies)
    .map(([name, count]) => `${name} (${count})`)
    .join(', ')
}

function round(value: number): number {
  return Number(value.toPrecision(4))
}

function row(name: string, value: string): string {
  return `${name.padEnd(14)}${printable(value)}`
}
