// node benchmarks/values-scan.mjs, after a build
// How quickly `loradex adapter check` reads values on one core: NaN, infinities, zeros and norms in one
// pass, over a file in the page cache and over memory.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process, { stdout } from 'node:process'
import { withFile } from '../dist/adapters/read/file-source.js'
import { bytesInMemory } from '../dist/adapters/read/byte-source.js'
import { scanValues } from '../dist/adapters/values/scan-values.js'

const BYTES = 1 << 27
const RUNS = 7

const folder = mkdtempSync(join(tmpdir(), 'values-scan-'))
for (const dtype of ['F32', 'BF16', 'F16']) {
  const bytes = new Uint8Array(BYTES)
  const values = dtype === 'F32' ? new Float32Array(bytes.buffer) : new Uint16Array(bytes.buffer)
  // 1 to 2 in either half: the bits below the exponent vary.
  const start = dtype === 'BF16' ? 0x3f80 : 0x3c00
  for (let index = 0; index < values.length; index += 1) {
    values[index] = dtype === 'F32' ? 1 + (index % 1000) / 1000 : start + (index % 128)
  }
  const path = join(folder, dtype)
  writeFileSync(path, bytes)
  const tensor = { name: dtype, dtype, shape: [], elements: values.length, start: 0, end: BYTES }
  const memory = await best(() => scanValues(bytesInMemory(bytes), [tensor]))
  const file = await best(() => withFile(path, (source) => scanValues(source, [tensor])))
  stdout.write(`${dtype.padEnd(5)} memory ${memory} GB/s, file ${file} GB/s\n`)
}
rmSync(folder, { recursive: true })

/** Of the run that took the least CPU: others share the machine. */
async function best(scan) {
  let quickest = Infinity
  for (let run = 0; run < RUNS; run += 1) {
    const before = process.cpuUsage()
    await scan()
    const { user, system } = process.cpuUsage(before)
    quickest = Math.min(quickest, user + system)
  }
  return (BYTES / quickest / 1e3).toFixed(2)
}
