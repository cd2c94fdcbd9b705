// node tests/soak/huge-line.mjs [--bytes 10G] [--workers 2], after a build
// Exports a file with one line of so many bytes between two good ones: the line is rejected, the
// others are kept, and memory stays bounded. The file is sparse and takes no room on the disk.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'

const MAX_RESIDENT_MB = 300
const SAMPLE_MS = 20
const units = { '': 1, K: 2 ** 10, M: 2 ** 20, G: 2 ** 30 }

const { values } = parseArgs({
  options: { bytes: { type: 'string', default: '10G' }, workers: { type: 'string', default: '2' } },
})
const [, number, unit] = /^(\d+)([KMG]?)$/u.exec(values.bytes) ?? []
assert.ok(number !== undefined, `expected --bytes such as 10G, saw ${values.bytes}`)
const lineBytes = Number(number) * units[unit]

const folder = mkdtempSync(join(tmpdir(), 'huge-line-'))
try {
  const { seconds, residentMb } = await exportHugeLine()
  const [line] = rejects()
  assert.equal(line.code, 'line-too-long')
  assert.equal(line.at, 'huge.jsonl:2')
  assert.equal(line.observed, lineBytes)
  assert.equal(line.allowed, 64 * 2 ** 20)
  const { counts } = JSON.parse(readFileSync(join(folder, 'out/manifest.json'), 'utf8'))
  assert.deepEqual(counts, { read: 3, emitted: 2, dropped: { 'line-too-long': 1 } })
  console.log(
    `${values.bytes} line, ${values.workers} workers: ${seconds.toFixed(1)} s, ` +
      `${(lineBytes / seconds / 1e9).toFixed(2)} GB/s, at most ${residentMb.toFixed(0)} MB resident`,
  )
  assert.ok(residentMb < MAX_RESIDENT_MB, `expected less than ${MAX_RESIDENT_MB} MB`)
} finally {
  rmSync(folder, { recursive: true })
}

function rejects() {
  const text = readFileSync(join(folder, 'out/rejects-00000-of-00001.jsonl'), 'utf8')
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
}

async function exportHugeLine() {
  const input = join(folder, 'huge.jsonl')
  const start = '{"question":"first","answer":"long enough"}\n'
  writeFileSync(input, start)
  truncateSync(input, start.length + lineBytes)
  writeFileSync(input, '\n{"question":"last","answer":"long enough"}\n', { flag: 'a' })
  writeFileSync(join(folder, 'loradex.yaml'), 'source: { type: jsonl, path: huge.jsonl }\n')

  const startedAt = performance.now()
  const args = ['export', '--out', 'out', '--workers', values.workers]
  const child = spawn(process.execPath, [resolve('dist/bundle/main.cjs'), ...args], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text) => (said += text))
  let residentMb = 0
  const sampling = setInterval(() => {
    residentMb = Math.max(residentMb, residentMbOf(child.pid))
  }, SAMPLE_MS)
  const status = await new Promise((done) => child.once('close', done))
  clearInterval(sampling)
  assert.equal(status, 0, said)
  return { seconds: (performance.now() - startedAt) / 1000, residentMb }
}

/** The most that the process has had in memory so far; 0 when it has ended. */
function residentMbOf(pid) {
  try {
    const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/mu.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
    return Number(kilobytes) / 1024
  } catch {
    return 0
  }
}
