import { createHash } from 'node:crypto'
import { createReadStream, existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createGunzip } from 'node:zlib'
import { Decompress } from 'fzstd'

const NEWLINE = 10

/**
 * What an export wrote: `{ read, emitted, shardsSha256, notes }`. Counts come from `manifest.json` or
 * `report.json`; where neither has them, `emitted` is counted in the shards, `read` stays undefined
 * and a note says so.
 */
export async function exportCounts(folder) {
  const shards = await shardsOf(folder)
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

async function shardsOf(folder) {
  const names = readdirSync(folder).filter((name) => /^train-.*\.jsonl(?:\.gz|\.zst)?$/u.test(name))
  if (names.length === 0) throw new Error(`no train-*.jsonl in ${folder}`)
  const hash = createHash('sha256')
  let lines = 0
  for (const name of names.toSorted()) lines += await hashAndCountLines(join(folder, name), hash)
  return { lines, sha256: hash.digest('hex') }
}

/** Of what the file holds before compression. */
async function hashAndCountLines(path, hash) {
  let lines = 0
  for await (const block of unpacked(path)) {
    hash.update(block)
    for (let at = block.indexOf(NEWLINE); at >= 0; at = block.indexOf(NEWLINE, at + 1)) lines += 1
  }
  return lines
}

function unpacked(path) {
  const file = createReadStream(path, { highWaterMark: 1 << 20 })
  if (path.endsWith('.gz')) return file.pipe(createGunzip())
  return path.endsWith('.zst') ? unpackZstd(file) : file
}

async function* unpackZstd(file) {
  const blocks = []
  const stream = new Decompress((block) => blocks.push(Buffer.from(block)))
  for await (const chunk of file) {
    stream.push(chunk)
    yield* blocks.splice(0)
  }
}
