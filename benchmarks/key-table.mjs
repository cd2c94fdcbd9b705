// node --expose-gc benchmarks/key-table.mjs [--keys N] [--memory MB] [--repeats PERCENT], after a build
// What the table of keys takes by itself: time per key and memory, for random keys some of which come
// again. Every answer is checked: which keys repeat, and where they were first, follows from the seed.
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cpuUsage, memoryUsage, resourceUsage, stdout } from 'node:process'
import { parseArgs } from 'node:util'
import { createKeyTable } from '#loradex/export/dedup/key-table.js'

/** Keys of a batch, about as many as records of a batch. */
const BATCH = 1000

const { values } = parseArgs({
  options: {
    keys: { type: 'string', default: '10000000' },
    memory: { type: 'string', default: '256' },
    repeats: { type: 'string', default: '5' },
    folder: { type: 'string', default: tmpdir() },
  },
})
const count = Number(values.keys)
const repeats = Number(values.repeats) / 100
const base = mkdtempSync(join(values.folder, 'keys-'))
const memory = { bytes: Number(values.memory) * 2 ** 20, folder: join(base, 'runs') }

const table = createKeyTable(values.memory === 'all' ? undefined : memory)
const keys = new Uint32Array(4 * BATCH)
globalThis.gc?.()
const before = memoryUsage().rss
const startedAt = performance.now()
const cpuBefore = cpuUsage()
let distinct = 0
let mostOnDisk = 0

for (let first = 0; first < count; first += BATCH) {
  const origins = fillKeys(first)
  for (let index = 0; index < origins.length; index += 1) {
    const row = first + index
    const expected = origins[index] === row ? undefined : origins[index]
    const found = table.addOrFind(keys, 4 * index, row)
    if (found !== expected) throw new Error(`row ${row}: expected ${expected}, saw ${found}`)
    if (found === undefined) distinct += 1
  }
  await table.makeRoom()
  if (first % (1000 * BATCH) === 0) mostOnDisk = Math.max(mostOnDisk, bytesOnDisk())
}

const seconds = (performance.now() - startedAt) / 1000
const { user, system } = cpuUsage(cpuBefore)
const rss = memoryUsage().rss
stdout.write(
  `${JSON.stringify({
    keys: count,
    distinct,
    memory: values.memory,
    seconds: Number(seconds.toFixed(1)),
    cpu_seconds: Number(((user + system) / 1e6).toFixed(1)),
    ns_per_key: Math.round((seconds * 1e9) / count),
    peak_rss_mb: Math.round(resourceUsage().maxRSS / 1024),
    end_bytes_per_key: Number(((rss - before) / distinct).toFixed(1)),
    most_on_disk_mb: Math.round(mostOnDisk / 1e6),
  })}\n`,
)
table.close()
rmSync(base, { recursive: true })

/** Fills in the keys of a batch; gives the row that each was first seen at. */
function fillKeys(first) {
  const size = Math.min(BATCH, count - first)
  const origins = new Float64Array(size)
  for (let index = 0; index < size; index += 1) {
    const origin = originOf(first + index)
    origins[index] = origin
    writeKey(origin, 4 * index)
  }
  return origins
}

/** Every so many rows repeat an earlier one, which itself repeats none. */
function originOf(row) {
  for (let each = row; ;) {
    const draw = mix(each, 1)
    if (each === 0 || draw / 2 ** 32 >= repeats) return each
    each = Math.floor((mix(each, 2) / 2 ** 32) * each)
  }
}

function writeKey(row, at) {
  for (let word = 0; word < 4; word += 1) keys[at + word] = mix(row, word + 3)
}

function mix(row, salt) {
  let state = Math.imul(row + 1, 0x9e3779b1) ^ Math.imul(salt, 0x85ebca77)
  state = Math.imul(state ^ (state >>> 16), 0x7feb352d)
  state = Math.imul(state ^ (state >>> 15), 0x846ca68b)
  return (state ^ (state >>> 16)) >>> 0
}

function bytesOnDisk() {
  if (!existsSync(memory.folder)) return 0
  const names = readdirSync(memory.folder)
  return names.reduce((sum, name) => sum + statSync(join(memory.folder, name)).size, 0)
}
