import { changesBase } from '../peft/peft-config.js'
import type { AdapterCheck, CheckFinding } from './adapter-check.js'
import { withoutLora, type CheckSubject } from './check-subject.js'

/** Whether the tensors have what the options of the config bring with them, and nothing else. */
export const features: AdapterCheck = {
  id: 'features',
  skipped: ({ header, config }) => {
    if (header === undefined) return 'no safetensors'
    return config === undefined ? 'no adapter_config.json' : undefined
  },
  *run(subject) {
    const { config } = subject
    if (config === undefined) return
    if (config.peftType !== 'LORA') {
      yield note({
        field: 'peft_type',
        expected: 'LORA',
        observed: config.peftType || 'nothing',
        consequence: 'Only its container and values are checked.',
      })
      return
    }
    if (withoutLora(subject) !== undefined) return
    yield* perModule(subject)
    yield* savedModules(subject)
    yield* trainableTokens(subject)
    if (changesBase(config)) {
      yield note({
        field: 'init_lora_weights',
        expected: 'an initialisation that leaves the base model as it is',
        observed: JSON.stringify(config.initLoraWeights),
        consequence:
          'The adapter is wrong on the plain base model, unless it was converted when it was saved.',
      })
    }
    if (!['none', 'all', 'lora_only'].includes(config.bias)) {
      yield wrong('adapter_config.json bias', 'none, all or lora_only', config.bias)
    }
  },
}

function* perModule({ config, modules }: CheckSubject): Generator<CheckFinding> {
  if (config === undefined) return
  const options = [
    ['use_dora', config.usesDora, 'magnitude'],
    ['lora_bias', config.hasLoraBias, 'bias of B'],
  ] as const
  for (const { path, tensors, isEmbedding } of modules) {
    for (const [field, isSet, role] of options) {
      if (isSet === tensors.has(role) || (isEmbedding && role === 'bias of B')) continue
      const observed = isSet ? 'no such tensor' : `the tensor, and ${field} false`
      yield wrong(
        path,
        isSet ? `${role}, as ${field} says` : `no ${role} without ${field}`,
        observed,
      )
    }
  }
}

function* savedModules({ config, placed, modules }: CheckSubject): Generator<CheckFinding> {
  if (config === undefined) return
  const saved = placed.filter(({ role }) => role === 'saved')
  for (const name of config.modulesToSave) {
    if (saved.some(({ module }) => endsWith(module, name) || within(module, name))) continue
    yield wrong(name, 'whole weights of it, as modules_to_save says', 'none')
  }
  const adapted = new Set(modules.map(({ path }) => path))
  for (const { module, tensor } of saved) {
    const isBias = tensor.name.endsWith('.bias') && config.bias !== 'none'
    const isNamed = config.modulesToSave.some(
      (name) => endsWith(module, name) || within(module, name),
    )
    if (isBias || isNamed) continue
    if (isEmbeddingOrHead(module)) {
      yield resized(tensor.name)
      continue
    }
    const beside = adapted.has(module) ? 'a factor of LoRA' : 'a module that modules_to_save names'
    yield wrong(tensor.name, beside, 'a whole weight')
  }
}

/** PEFT saves these by itself, when the vocabulary was resized or they are adapted. */
function isEmbeddingOrHead(module: string): boolean {
  return /(?:^|\.)(?:embed_tokens|wte|word_embeddings|embed_in|lm_head|embed_out)$/u.test(module)
}

function resized(where: string): CheckFinding {
  return {
    severity: 'warning',
    where,
    expected: 'a module that modules_to_save names',
    observed: 'a whole weight of the embedding or the head',
    consequence:
      'The vocabulary was resized for training; engines that keep the plain one refuse it.',
  }
}

function endsWith(module: string, name: string): boolean {
  return module === name || module.endsWith(`.${name}`)
}

function within(module: string, name: string): boolean {
  return `.${module}`.includes(`.${name}.`)
}

function* trainableTokens({ config, placed }: CheckSubject): Generator<CheckFinding> {
  if (config === undefined) return
  const deltas = placed.filter(({ role }) => role === 'token delta')
  for (const [name, count] of config.trainableTokens) {
    const delta = deltas.find(({ module }) => endsWith(module, name))
    if (delta === undefined) {
      yield wrong(name, 'values for its tokens, as trainable_token_indices says', 'none')
    } else if (delta.tensor.shape[0] !== count) {
      yield wrong(
        delta.tensor.name,
        `${count} rows, one for each token`,
        `${delta.tensor.shape[0]}`,
      )
    }
  }
  if (config.trainableTokens.size > 0) return
  for (const { tensor } of deltas) {
    yield wrong(tensor.name, 'trainable_token_indices that name its tokens', 'none')
  }
}

function wrong(where: string, expected: string, observed: string): CheckFinding {
  const consequence = 'PEFT leaves tensors out or fills them with initial values: other answers.'
  return { severity: 'error', where, expected, observed, consequence }
}

interface Note extends Pick<CheckFinding, 'expected' | 'observed' | 'consequence'> {
  readonly field: string
}

function note({ field, ...said }: Note): CheckFinding {
  return { severity: 'warning', where: `adapter_config.json ${field}`, ...said }
}
