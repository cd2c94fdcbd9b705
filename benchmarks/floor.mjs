// node benchmarks/floor.mjs FILE OUT
//
// P, the best route that builds objects: every line through JSON.parse and JSON.stringify, decoded
// from one reused buffer and encoded into another, with synchronous reads and writes.
import { Buffer } from 'node:buffer'
import { closeSync, openSync, readSync, writeSync } from 'node:fs'
import { argv, cpuUsage, resourceUsage, stdout } from 'node:process'

const READ_BYTES = 1 << 20
const NEWLINE = 10
/** A UTF-16 unit takes at most three bytes of UTF-8. */
const UTF8_BYTES_PER_UNIT = 3

const [inputPath, outputPath] = argv.slice(2)
if (outputPath === undefined) throw new Error('usage: node benchmarks/floor.mjs FILE OUT')

const startedAt = performance.now()
const counts = parseAndWrite(inputPath, outputPath)
const { user, system } = cpuUsage()
stdout.write(
  `${JSON.stringify({
    ...counts,
    wall_s: (performance.now() - startedAt) / 1000,
    cpu_s: (user + system) / 1e6,
    rss_mb: (resourceUsage().maxRSS * 1024) / 1e6,
  })}\n`,
)

function parseAndWrite(from, to) {
  const input = openSync(from, 'r')
  const output = openSync(to, 'w')
  const out = { file: output, buffer: Buffer.allocUnsafeSlow(4 * READ_BYTES), used: 0 }
  let buffer = Buffer.allocUnsafeSlow(2 * READ_BYTES)
  let held = 0
  let rows = 0
  let bytes = 0
  for (;;) {
    if (held + READ_BYTES > buffer.length) buffer = grown(buffer, held)
    const read = readSync(input, buffer, held, READ_BYTES, null)
    if (read === 0) break
    bytes += read
    const end = held + read
    const complete = buffer.lastIndexOf(NEWLINE, end - 1) + 1
    if (complete > 0) rows += copyLines(buffer, complete, out)
    buffer.copyWithin(0, complete, end)
    held = end - complete
  }
  if (held > 0) {
    copyLine(buffer.utf8Slice(0, held), out)
    rows += 1
  }
  flush(out)
  closeSync(input)
  closeSync(output)
  return { rows, bytes }
}

function copyLines(buffer, end, out) {
  let rows = 0
  for (let start = 0; start < end; rows += 1) {
    const newline = buffer.indexOf(NEWLINE, start)
    copyLine(buffer.utf8Slice(start, newline), out)
    start = newline + 1
  }
  return rows
}

function copyLine(line, out) {
  const json = JSON.stringify(JSON.parse(line))
  const room = json.length * UTF8_BYTES_PER_UNIT + 1
  if (out.used + room > out.buffer.length) flush(out)
  if (room > out.buffer.length) out.buffer = Buffer.allocUnsafeSlow(2 * room)
  out.used += out.buffer.utf8Write(json, out.used)
  out.buffer[out.used] = NEWLINE
  out.used += 1
}

function flush(out) {
  for (let at = 0; at < out.used; at += writeSync(out.file, out.buffer, at, out.used - at));
  out.used = 0
}

function grown(buffer, held) {
  const larger = Buffer.allocUnsafeSlow(2 * buffer.length)
  buffer.copy(larger, 0, 0, held)
  return larger
}
