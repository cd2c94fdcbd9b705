import { createHash } from 'node:crypto'
import { closeSync, existsSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs'
import { join } from 'node:path'

const NEWLINE = 10

/**
 * What an export wrote: `{ read, emitted, shardsSha256, notes }`. Counts come from `manifest.json` or
 * `report.json`; where neither has them, `emitted` is counted in the shards, `read` stays undefined
 * and a note says so.
 */
export function exportCounts(folder) {
  const shards = shardsOf(folder)
  const counts = ['manifest.json', 'report.json'].map((name) => countsIn(join(folder, name)))
  const { read, emitted } = counts.find((found) => found !== undefined) ?? {}
  const notes = []
  if (read === undefined) {
    notes.push('no counts.read and counts.emitted in manifest.json or report.json')
  }
  if (emitted !== undefined && emitted !== shards.lines) {
    throw new Error(`counts.emitted is ${emitted}, but the shards hold ${shards.lines} lines`)
  }
  return { read, emitted: shards.lines, shardsSha256: shards.sha256, notes }
}

function countsIn(path) {
  if (!existsSync(path)) return undefined
  const counts = JSON.parse(readFileSync(path, 'utf8')).counts ?? {}
  const isKnown = Number.isInteger(counts.read) && Number.isInteger(counts.emitted)
  return isKnown ? counts : undefined
}

function shardsOf(folder) {
  const names = readdirSync(folder).filter((name) => /^train-.*\.jsonl$/u.test(name))
  if (names.length === 0) throw new Error(`no train-*.jsonl in ${folder}`)
  const hash = createHash('sha256')
  const lines = names.toSorted().map((name) => hashAndCountLines(join(folder, name), hash))
  return { lines: lines.reduce((sum, count) => sum + count, 0), sha256: hash.digest('hex') }
}

function hashAndCountLines(path, hash) {
  const file = openSync(path, 'r')
  const buffer = Buffer.allocUnsafeSlow(1 << 20)
  let lines = 0
  for (let read; (read = readSync(file, buffer)) > 0;) {
    const block = buffer.subarray(0, read)
    hash.update(block)
    for (let at = block.indexOf(NEWLINE); at >= 0; at = block.indexOf(NEWLINE, at + 1)) lines += 1
  }
  closeSync(file)
  return lines
}
