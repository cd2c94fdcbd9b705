import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Of the first layer of SmolLM2-135M. */
const modules = { q_proj: [576, 576], v_proj: [576, 192] } as const
const RANK = 8

/** An adapter as PEFT saves it, small, with values that no check minds. */
export async function writeTinyAdapter(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  const config = {
    peft_type: 'LORA',
    task_type: 'CAUSAL_LM',
    base_model_name_or_path: 'HuggingFaceTB/SmolLM2-135M-Instruct',
    r: RANK,
    lora_alpha: 16,
    lora_dropout: 0.1,
    target_modules: Object.keys(modules),
  }
  await writeFile(join(folder, 'adapter_config.json'), JSON.stringify(config, undefined, 2))
  await writeFile(join(folder, 'adapter_model.safetensors'), tinyWeights())
}

function tinyWeights(): Buffer {
  const shapes = Object.entries(modules).flatMap(([module, [input, output]]) => {
    const path = `base_model.model.model.layers.0.self_attn.${module}`
    return [
      [`${path}.lora_A.weight`, [RANK, input]],
      [`${path}.lora_B.weight`, [output, RANK]],
    ] as const
  })
  const header: Record<string, object> = {}
  let end = 0
  for (const [name, shape] of shapes) {
    const bytes = 4 * shape[0] * shape[1]
    header[name] = { dtype: 'F32', shape, data_offsets: [end, end + bytes] }
    end += bytes
  }
  const text = JSON.stringify(header)
  const padded = text.padEnd(Math.ceil(text.length / 8) * 8)
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(padded.length))
  const values = new Float32Array(end / 4).map((_, index) => Math.sin(index) / 100)
  return Buffer.concat([length, Buffer.from(padded), Buffer.from(values.buffer)])
}
