import type { Tensor } from '../safetensors/tensor-header.js'

/** What a tensor is for its module. */
export type TensorRole =
  | 'A'
  | 'B'
  | 'embedding A'
  | 'embedding B'
  | 'bias of B'
  | 'magnitude'
  | 'base weight'
  | 'token delta'
  | 'alpha'
  | 'mid'
  | 'saved'

/** Whose habits the names follow; only those of PEFT are loaded by PEFT. */
type NamingStyle = 'peft' | 'diffusers' | 'kohya' | 'other'

export interface PlacedTensor {
  readonly tensor: Tensor
  /** Path in the base model; with kohya, a name that has `_` for dots. */
  readonly module: string
  readonly role: TensorRole
  readonly style: NamingStyle
}

/** Ends of names within PEFT's prefix. */
const peftEnds: readonly (readonly [RegExp, TensorRole])[] = [
  [/\.lora_A(?:\.\w+)?\.weight$/u, 'A'],
  [/\.lora_B(?:\.\w+)?\.weight$/u, 'B'],
  [/\.lora_B(?:\.\w+)?\.bias$/u, 'bias of B'],
  [/\.lora_embedding_A(?:\.\w+)?$/u, 'embedding A'],
  [/\.lora_embedding_B(?:\.\w+)?$/u, 'embedding B'],
  [/\.lora_magnitude_vector(?:\.\w+)?(?:\.weight)?$/u, 'magnitude'],
  [/\.token_adapter\.trainable_tokens_delta$/u, 'token delta'],
  [/\.base_layer\.weight$/u, 'base weight'],
]

const otherEnds: readonly (readonly [RegExp, TensorRole])[] = [
  [/\.lora[._]down\.weight$/u, 'A'],
  [/\.lora[._]up\.weight$/u, 'B'],
  [/\.lora_mid\.weight$/u, 'mid'],
  [/\.dora_scale$/u, 'magnitude'],
  [/\.alpha$/u, 'alpha'],
]

export const PEFT_PREFIX = 'base_model.model.'

export function placeTensor(tensor: Tensor): PlacedTensor {
  const { name } = tensor
  if (name.startsWith(PEFT_PREFIX)) {
    const [path, role] = splitEnd(name.slice(PEFT_PREFIX.length), peftEnds)
    return { tensor, ...saved(path, role), style: 'peft' }
  }
  const [path, role] = splitEnd(name, [...otherEnds, ...peftEnds])
  const style = name.startsWith('lora_') ? 'kohya' : role === undefined ? 'other' : 'diffusers'
  return { tensor, ...saved(path, role), style }
}

function splitEnd(
  name: string,
  ends: readonly (readonly [RegExp, TensorRole])[],
): readonly [path: string, role: TensorRole | undefined] {
  const found = ends.find(([end]) => end.test(name))
  return found === undefined ? [name, undefined] : [name.replace(found[0], ''), found[1]]
}

/** What has no role of LoRA is a whole weight: of `modules_to_save`, or a bias. */
function saved(
  path: string,
  role: TensorRole | undefined,
): { readonly module: string; readonly role: TensorRole } {
  if (role !== undefined) return { module: path, role }
  return {
    module: path.replace(/\.(?:modules_to_save\.\w+\.)?(?:weight|bias)$/u, ''),
    role: 'saved',
  }
}
