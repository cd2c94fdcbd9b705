import { isJsonObject } from '../../kernel/json-value.js'
import { canonicalJson } from '../../kernel/write-json.js'
import { seenValue } from '../metadata-problem.js'
import { loraOptions } from '../peft/lora-options.js'
import type { PeftConfig } from '../peft/peft-config.js'
import type { AdapterMetadata } from '../read-adapter-metadata.js'
import { TRAINING_BLOCK } from '../spec/block-names.js'
import type { AdapterCheck, CheckFinding } from './adapter-check.js'
import { unusedPatterns } from './unused-patterns.js'

/**
 * Alpha, and what else weights cannot show: it can only be declared, so the two places that declare it
 * must agree.
 */
export const alpha: AdapterCheck = {
  id: 'alpha',
  skipped: ({ config }) => {
    if (config === undefined) return 'no adapter_config.json'
    return config.peftType === 'LORA' ? undefined : `${config.peftType || 'no peft_type'}, not LORA`
  },
  *run({ config, metadata, modules, values, placed }) {
    if (config === undefined) return
    if (!(config.alpha > 0)) {
      yield disagree('lora_alpha', 'a number > 0', String(config.alpha))
    }
    yield* unusedPatterns('alpha_pattern', config, modules)
    if (metadata !== undefined) {
      yield* coreDifferences(config, metadata)
      yield* optionDifferences(config, metadata)
    }
    // The norm of a single value is its amount.
    const norms = new Map(values?.map(({ name, norm }) => [name, norm]))
    for (const { tensor, role } of placed) {
      const own = role === 'alpha' ? norms.get(tensor.name) : undefined
      if (own === undefined || Math.abs(own - config.alpha) <= 1e-6 * own) continue
      yield { ...disagree('', String(config.alpha), String(own)), where: tensor.name }
    }
  },
}

function* coreDifferences(
  config: PeftConfig,
  { config: declared, document }: AdapterMetadata,
): Generator<CheckFinding> {
  const training = document.get('training')
  if (!isJsonObject(training)) return
  const { lora_rank, lora_alpha, lora_dropout, target_modules } = declared.training_config
  const pairs = [
    ['lora_rank', lora_rank, config.rank, 'r'],
    ['lora_alpha', lora_alpha, config.alpha, 'lora_alpha'],
    ['lora_dropout', lora_dropout, config.dropout, 'lora_dropout'],
  ] as const
  for (const [key, expected, observed, field] of pairs) {
    if (!training.has(key) || expected === observed) continue
    yield disagree(field, `${expected}, as training.${key} of the metadata says`, String(observed))
  }
  if (!training.has('target_modules')) return
  const expected = target_modules.toSorted().join(', ')
  const { targetModules = [] } = config
  const observed = [targetModules].flat().toSorted().join(', ')
  if (expected === observed) return
  yield disagree('target_modules', `${clip(expected)}, as the metadata says`, clip(observed))
}

function* optionDifferences(
  config: PeftConfig,
  { document }: AdapterMetadata,
): Generator<CheckFinding> {
  const training = document.get(TRAINING_BLOCK)
  const declared = isJsonObject(training) ? training.get('lora') : undefined
  if (!isJsonObject(declared)) return
  const own = loraOptions(config.document)
  for (const field of new Set([...declared.keys(), ...own.keys()])) {
    const [expected, observed] = [declared.get(field), own.get(field)]
    if (canonicalJson(expected ?? null) === canonicalJson(observed ?? null)) continue
    yield disagree(field, `${seenValue(expected)}, as the metadata says`, seenValue(observed))
  }
}

function clip(text: string): string {
  return text.length > 120 ? `${text.slice(0, 120).toWellFormed()}…` : text
}

function disagree(field: string, expected: string, observed: string): CheckFinding {
  return {
    severity: 'error',
    where: `adapter_config.json ${field}`,
    expected,
    observed,
    consequence:
      'The weights are scaled or placed otherwise than in training; the tensors cannot tell.',
  }
}
