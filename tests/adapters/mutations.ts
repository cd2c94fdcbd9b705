import type { CheckId } from '#loradex/adapters/checks/adapter-check.js'
import type { LoadedAdapter, LoadedTensor } from './adapter-in-memory.js'

/** One fault put into an adapter, and the checks of which one must see it. */
export interface Mutation {
  readonly name: string
  readonly adapter: LoadedAdapter
  readonly seenBy: readonly CheckId[]
}

/** Every fault of a tensor or of a field that this adapter can have. */
export function* mutations(adapter: LoadedAdapter): Generator<Mutation> {
  const { tensors } = adapter
  for (const [index, tensor] of tensors.entries()) {
    for (const fault of tensorFaults(tensor, tensors)) {
      const changed = tensors.flatMap((each, at) => (at === index ? fault.becomes : [each]))
      yield {
        name: `${fault.name} of ${tensor.name}`,
        adapter: { ...adapter, tensors: changed },
        seenBy: fault.seenBy,
      }
    }
  }
  yield* fieldMutations(adapter)
}

interface TensorFault {
  readonly name: string
  readonly becomes: readonly LoadedTensor[]
  readonly seenBy: readonly CheckId[]
}

function* tensorFaults(tensor: LoadedTensor, all: readonly LoadedTensor[]): Generator<TensorFault> {
  const { name, shape, bytes } = tensor
  const [rows = 1, columns] = shape
  const isFactor = /\.lora_(?:[AB]\.weight|embedding_[AB])$/u.test(name)
  const isOfLora = isFactor || /lora_B\.bias$|magnitude|trainable_tokens/u.test(name)
  const isBase = name.endsWith('.base_layer.weight')
  if (!isBase) {
    yield of('loss', ['pairs', 'features', 'targets', 'count'])
    yield of('a NaN', ['values'], { ...tensor, bytes: withValue(bytes, NaN) })
    yield of('an infinity', ['values'], { ...tensor, bytes: withValue(bytes, -Infinity) })
  }
  yield of('a lost prefix', ['prefix'], { ...tensor, name: name.replace('base_model.model.', '') })
  yield of('a prefix twice', ['prefix'], { ...tensor, name: `base_model.model.${name}` })
  yield of('a foreign module', ['prefix'], {
    ...tensor,
    name: name.replace('base_model.model.', 'base_model.model.wrapped.'),
  })
  if (columns !== undefined && rows !== columns) {
    yield of('the transpose', ['rank', 'base-shape'], { ...tensor, shape: [columns, rows] })
  }
  yield of('another first size', ['rank', 'base-shape', 'features', 'count'], {
    ...tensor,
    shape: [rows + 1, ...shape.slice(1)],
    bytes: Buffer.concat([bytes, bytes.subarray(0, bytes.length / rows)]),
  })
  if (isFactor) {
    if (bytes.some((byte) => byte !== 0)) {
      yield of('only zeros', ['values'], { ...tensor, bytes: new Uint8Array(bytes.length) })
    }
    yield of('integers', ['dtype'], { ...tensor, dtype: 'I32' })
    yield of('the name of the adapter', ['prefix'], {
      ...tensor,
      name: name.replace(/(\.weight)?$/u, '.default$1'),
    })
    if (all.length > 2) {
      yield of('half the precision', ['dtype'], {
        ...tensor,
        dtype: 'BF16',
        bytes: bytes.subarray(0, bytes.length / 2),
      })
    }
  }
  if (isOfLora) {
    yield of('a layer that there is not', ['base-shape', 'prefix', 'pairs'], {
      ...tensor,
      name: name.includes('layers.') ? name.replace(/layers\.\d+/u, 'layers.77') : `${name}x`,
    })
  }
}

function of(
  name: string,
  seenBy: readonly CheckId[],
  ...becomes: readonly LoadedTensor[]
): TensorFault {
  return { name, becomes, seenBy }
}

function withValue(bytes: Uint8Array, value: number): Uint8Array {
  const copy = Uint8Array.from(bytes)
  new DataView(copy.buffer).setFloat32(copy.length - 4, value, true)
  return copy
}

/** Values that each field does not have in any fixture. */
const otherValues: Readonly<Record<string, readonly unknown[]>> = {
  alora_invocation_tokens: [[7]],
  alpha_pattern: [{ q_proj: 5 }, { nowhere: 5 }],
  auto_mapping: [{ base_model_class: 'X', parent_library: 'os' }],
  bias: ['all', 'every'],
  eva_config: [{ rho: 3 }],
  exclude_modules: [['nowhere'], 'q_proj.*'],
  fan_in_fan_out: [true],
  init_lora_weights: ['olora', 'gaussian', false],
  layer_replication: [[[0, 1]]],
  layers_pattern: ['blocks'],
  layers_to_transform: [[0]],
  loftq_config: [{ loftq_bits: 4 }],
  lora_alpha: [17, 0, '16'],
  lora_bias: [true],
  lora_dropout: [0.7, null],
  megatron_core: ['os'],
  modules_to_save: [['classifier']],
  peft_type: ['IA3', null, 8],
  qalora_group_size: [17],
  r: [9, 0, 8.5],
  rank_pattern: [{ v_proj: 3 }, { nowhere: 3 }],
  target_modules: [['v_proj'], ['q_proj', 'v_proj', 'z_proj'], '.*nothing', null],
  target_parameters: [['mlp.experts.up']],
  trainable_token_indices: [[0, 1]],
  use_dora: [true, 'yes'],
  use_qalora: [true],
  use_rslora: [true],
  auto_map: [{ AutoModel: 'x.Model' }],
  trust_remote_code: [true],
  an_unknown_field: [1],
}

const anyCheck: readonly CheckId[] = ['container', 'rank', 'targets', 'features', 'alpha']

function* fieldMutations(adapter: LoadedAdapter): Generator<Mutation> {
  for (const [field, values] of Object.entries(otherValues)) {
    for (const value of values) {
      const before = adapter.config[field] ?? null
      const isSame = JSON.stringify(before) === JSON.stringify(value)
      const isUnset = before === null && value === null
      // What PEFT has as its default may be left out.
      if (isSame || isUnset || (field === 'lora_dropout' && value === null && before === 0))
        continue
      const config = { ...adapter.config, [field]: value }
      const name = `${field} ${JSON.stringify(value)}`
      yield { name, adapter: { ...adapter, config }, seenBy: anyCheck }
    }
  }
}
