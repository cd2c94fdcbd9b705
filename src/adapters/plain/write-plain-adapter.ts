import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { LoradexError } from '../../kernel/error.js'
import { shortPath } from '../../kernel/short-path.js'
import { indentJson } from '../../kernel/write-json.js'
import { rankOf } from '../peft/lora-module.js'
import type { PeftConfig } from '../peft/peft-config.js'
import { contentOf, type AdapterFiles } from '../read/adapter-files.js'
import type { ByteSource } from '../read/byte-source.js'
import { withFile } from '../read/file-source.js'
import type { Tensor } from '../safetensors/tensor-header.js'
import { writeTensors, type NewTensor } from '../safetensors/write-tensors.js'
import { readableWeights } from '../summarize-adapter.js'
import { plainConfig } from './plain-config.js'
import { bytesOf, downValues, paddedDown, paddedUp, upValues } from './plain-factor.js'
import { plainObstacle, plainParts, type TensorWeights } from './plain-obstacle.js'

/** What became of an adapter that was made plain. */
export interface PlainAdapter {
  /** Of all modules, and its alpha: the product of B and A is taken as it is. */
  readonly rank: number
  readonly modules: number
  /** Modules whose B holds the scale now. */
  readonly scaled: number
  /** Modules of a smaller rank, which have zeros behind their own values. */
  readonly padded: number
}

/**
 * Writes an adapter that adds the same to the base model, with one rank for all modules and a scale of
 * 1: for engines that know `lora_alpha / r` alone, and so get rsLoRA and patterns wrong in silence. The
 * scale is multiplied into B, which becomes F32 then.
 * @param out An empty folder; gets `adapter_config.json` and `adapter_model.safetensors`.
 * @throws `adapter.refused` for what is scaled in other ways
 */
export async function writePlainAdapter(files: AdapterFiles, out: string): Promise<PlainAdapter> {
  const { config, weights } = plainable(files)
  const rank = Math.max(...weights.modules.map((module) => rankOf(module) ?? 0))
  const factors = new Map<Tensor, NewLayout>()
  const done = { rank, modules: weights.modules.length, scaled: 0, padded: 0 }
  for (const module of weights.modules) {
    const parts = plainParts(config, module)
    // Of all modules there are, or they are an obstacle.
    if (parts === undefined) continue
    const { scale, down, up } = parts
    if (scale !== 1) done.scaled += 1
    if (rankOf(module) !== rank) done.padded += 1
    factors.set(down, { padded: paddedDown(down, rank), make: downValues })
    const padded = paddedUp(up, rank, scale)
    factors.set(up, { padded, make: (bytes) => upValues(bytes, { tensor: up, padded, scale }) })
  }
  await writeFile(join(out, 'adapter_config.json'), indentJson(plainConfig(config.document, rank)))
  await withFile(files.weights.path, (source) =>
    writeTensors(
      join(out, 'adapter_model.safetensors'),
      weights.header.tensors.map((tensor) => newTensor(tensor, source, factors.get(tensor))),
      weights.header.metadata,
    ),
  )
  return done
}

type Layout = Pick<Tensor, 'dtype' | 'shape'>

interface NewLayout {
  readonly padded: Layout
  make(bytes: Uint8Array, padded: Layout): Uint8Array
}

function newTensor(tensor: Tensor, source: ByteSource, layout: NewLayout | undefined): NewTensor {
  const { name, start, end } = tensor
  const { dtype, shape } = layout?.padded ?? tensor
  return {
    name,
    dtype,
    shape,
    bytes: layout === undefined ? end - start : bytesOf(layout.padded),
    async values() {
      const bytes = await source.read(start, end - start)
      return layout === undefined ? bytes : layout.make(bytes, layout.padded)
    },
  }
}

/** Of whose modules it is known how PEFT scales them. */
function plainable(files: AdapterFiles): {
  readonly config: PeftConfig
  readonly weights: TensorWeights
} {
  const config = contentOf(files.config)?.config
  const weights = readableWeights(files)
  if (config === undefined)
    throw refused(files, 'none with an adapter_config.json that can be read')
  if (weights.format !== 'safetensors') throw refused(files, 'weights as GGUF')
  const odd = plainObstacle(config, weights)
  if (odd !== undefined) throw refused(files, odd)
  return { config, weights }
}

function refused({ shown, weights }: AdapterFiles, seen: string): LoradexError {
  return new LoradexError('adapter.refused', {
    message: `${shortPath(shown)}: expected LoRA as PEFT saves it, with A and B for each module, saw ${seen}`,
    details: { path: shown, file: weights.file },
    hint: 'Serve it with an engine that takes it as it is: `loradex adapter check` lists them.',
  })
}
