import { compressBlock } from '../kernel/compress.js'
import { startFileDigests } from '../kernel/file-digests.js'
import { outputCompression } from '../recipe/output-compression.js'
import type { OutputRecipe } from '../recipe/recipe.js'
import { cutBlocks } from '../sinks/cut-blocks.js'
import type { ShardFacts } from '../sinks/sink.js'
import { brokenFrame, frameOf, jsonFrame, type Frame } from './frames.js'

/** Before the lines of a frame: how many they are. */
const COUNT_BYTES = 4

/** Makes one file of the lines that come as frames `L` up to `E`, in frames `B`; then says what it is in `E`. */
export async function writeShard(
  output: OutputRecipe,
  frames: AsyncIterable<Frame>,
  send: (pieces: readonly Uint8Array[]) => void,
): Promise<void> {
  const compression = outputCompression(output)
  const digests = startFileDigests(output.digests)
  let records = 0
  let bytes = 0
  const blocks = cutBlocks({
    compressor:
      compression.kind === 'none'
        ? undefined
        : { ahead: 1, compress: (block) => compressBlock(compression, block) },
    hasBlocks: false,
    write(pieces) {
      for (const piece of pieces) {
        digests.update(piece)
        bytes += piece.length
        send(frameOf('B', piece))
      }
      return Promise.resolve()
    },
  })
  for await (const frame of frames) {
    if (frame.kind === 'E') {
      await blocks.flush()
      const facts: ShardFacts = { records, bytes, ...digests.end() }
      send(jsonFrame('E', facts))
      return
    }
    if (frame.kind !== 'L') throw brokenFrame(`a frame of kind ${frame.kind}`)
    records += frame.bytes.readUInt32BE(0)
    await blocks.append([frame.bytes.subarray(COUNT_BYTES)])
  }
  throw brokenFrame('the end of the lines without END')
}
