import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { count, failureAt, tellDifferences } from './outcome.mjs'

/** Compares what the page shows of a file with the file. */
export function runExcerpt(block, session) {
  const path = join(session.cwd, block.file)
  if (!existsSync(path))
    throw failureAt(block, session, `expected ${block.file}, found nothing there`)
  const text = readFileSync(path, 'utf8')
  if (block.language === 'json') return compareJson(block, session, text)
  return tellDifferences(block, session, { expected: `…\n${block.text}…\n`, actual: text })
}

/** The block may leave out members, and of JSONL is the first line. */
function compareJson(block, session, text) {
  count(session, 'output compared')
  const shown = JSON.parse(block.text)
  const whole = JSON.parse(block.file.endsWith('.jsonl') ? text.split('\n', 1)[0] : text)
  if (holds(whole, shown)) return
  const seen = pick(whole, shown)
  session.outcome.failures.push(
    failureAt(block, session, `${block.file} says\n${JSON.stringify(seen, undefined, 2)}`).message,
  )
}

/** Objects may have further members; of an array, the part may show the first items. */
function holds(whole, part) {
  if (Array.isArray(whole) && Array.isArray(part)) {
    if (part.length === 0 || part.length > whole.length) return whole.length === part.length
    return part.every((item, index) => holds(whole[index], item))
  }
  if (!isObject(whole) || !isObject(part)) return isDeepStrictEqual(whole, part)
  return Object.entries(part).every(([key, value]) => key in whole && holds(whole[key], value))
}

/** The members of the whole that the part has, too. */
function pick(whole, part) {
  if (Array.isArray(whole) && Array.isArray(part)) {
    return part.length === 0 ? whole : whole.slice(0, part.length)
  }
  if (!isObject(whole) || !isObject(part)) return whole
  return Object.fromEntries(Object.keys(part).map((key) => [key, pick(whole[key], part[key])]))
}

function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
