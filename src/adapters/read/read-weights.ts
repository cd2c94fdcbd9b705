import { systemSeen } from '../../kernel/system-failure.js'
import { readGgufHeader } from '../gguf/read-gguf-header.js'
import { loraModules } from '../peft/lora-module.js'
import { placeTensor } from '../peft/place-tensor.js'
import { readTensorHeader } from '../safetensors/read-tensor-header.js'
import type { FileReading, Weights } from './adapter-files.js'
import type { ByteSource } from './byte-source.js'
import type { FileFault } from './file-fault.js'
import { withFile } from './file-source.js'
import { weightsFormat } from './weights-format.js'

/** The header of a file of weights, whose format is told by its content. */
export async function readWeights(path: string, file: string): Promise<FileReading<Weights>> {
  try {
    const read = await withFile(path, readWeightsFrom)
    return { file, path, ...read }
  } catch (cause) {
    const fault = { expected: 'a file that can be read', seen: systemSeen(cause) }
    return { file, path, fault }
  }
}

export async function readWeightsFrom(
  source: ByteSource,
): Promise<{ readonly content: Weights } | { readonly fault: FileFault }> {
  const judged = await weightsFormat(source)
  if ('fault' in judged) return judged
  if (judged.format === 'gguf') {
    const read = await readGgufHeader(source)
    return 'fault' in read ? read : { content: { format: 'gguf', header: read.header } }
  }
  const read = await readTensorHeader(source)
  if ('fault' in read) return read
  const placed = read.header.tensors.map(placeTensor)
  const content: Weights = {
    format: 'safetensors',
    header: read.header,
    placed,
    modules: loraModules(placed),
  }
  return { content }
}
