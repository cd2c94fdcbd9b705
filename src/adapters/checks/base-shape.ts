import { findModule, type BaseModel } from '../base/base-model.js'
import { layerOf } from '../peft/lora-module.js'
import { changesBase, type PeftConfig } from '../peft/peft-config.js'
import type { PlacedTensor, TensorRole } from '../peft/place-tensor.js'
import type { AdapterCheck, CheckFinding } from './adapter-check.js'
import { withoutLora } from './check-subject.js'
import { isOfParameter } from './target-parameter.js'
import { shapeText } from './shape-text.js'
import { sourceLayer } from './source-layer.js'

/** Whether the tensors fit the base model's matrices: an adapter with others cannot run on it. */
export const baseShape: AdapterCheck = {
  id: 'base-shape',
  skipped: (subject) => {
    const { base, config } = subject
    if (base === undefined) return 'no --base'
    // PEFT computes these from the matrix as it lies, which is the other way round.
    if (config?.fanInFanOut === true && changesBase(config)) return 'initialised from the transpose'
    if (base.knownFrom === undefined)
      return `${base.modelType || 'a model'} is not known by its config`
    return withoutLora(subject)
  },
  *run({ config, placed, base }) {
    if (config === undefined || base === undefined) return
    for (const one of placed) yield* tensorShape(one, config, base)
  },
}

/** Sizes in the tensor, and which size of the module each must be. */
const sides: Readonly<Partial<Record<TensorRole, readonly SideAt[]>>> = {
  A: [[1, 'inputs']],
  B: [[0, 'outputs']],
  // The matrix of an embedding is [vocabulary, size].
  'embedding A': [[1, 'outputs']],
  'embedding B': [[0, 'inputs']],
  'bias of B': [[0, 'outputs']],
  magnitude: [[0, 'outputs']],
  'token delta': [[1, 'inputs']],
  'base weight': [
    [0, 'outputs'],
    [1, 'inputs'],
  ],
  saved: [
    [0, 'outputs'],
    [1, 'inputs'],
  ],
}

type SideAt = readonly [at: number, side: Side]

type Side = 'inputs' | 'outputs'

function* tensorShape(
  placed: PlacedTensor,
  config: PeftConfig,
  base: BaseModel,
): Generator<CheckFinding> {
  const { tensor, module, role } = placed
  const path = sourceLayer(module, config)
  const { layers = Infinity } = base
  const layer = layerOf(path) ?? -1
  if (layer >= layers) {
    yield noSuchLayer(tensor.name, layer, layers)
    return
  }
  const shape = findModule(base, path)?.shape
  if (shape === undefined || isOfParameter(config, module)) return
  for (const [at, side] of sidesOf(role, config)) {
    // Vectors are biases.
    const observed = tensor.shape[at] ?? shape[side]
    if (observed !== shape[side]) yield unfit(placed, side, shape[side])
  }
}

function sidesOf(role: TensorRole, { usesQalora }: PeftConfig): readonly SideAt[] {
  // QALoRA pools the inputs.
  return role === 'A' && usesQalora ? [] : (sides[role] ?? [])
}

function noSuchLayer(name: string, layer: number, layers: number): CheckFinding {
  return {
    severity: 'error',
    where: name,
    expected: `a layer below ${layers}, as the base model has`,
    observed: `layer ${layer}`,
    consequence: 'The adapter cannot run on this base model.',
  }
}

function unfit({ tensor, role }: PlacedTensor, side: Side, size: number): CheckFinding {
  const isVocabulary = (role === 'saved' || role === 'base weight') && side === 'outputs'
  return {
    severity: 'error',
    where: tensor.name,
    expected: `${side} of ${size}, as the base model has`,
    observed: `shape ${shapeText(tensor.shape)}`,
    consequence: isVocabulary
      ? 'It loads only after the vocabulary of the base model is resized to the same.'
      : 'The adapter cannot run on this base model.',
  }
}
