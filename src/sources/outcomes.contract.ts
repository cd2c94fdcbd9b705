import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PlanOptions, ReadOptions, Source, SourcePart } from './source.js'

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })

/**
 * Every record as `input:line text`, or `input:line code observed/allowed` when it is damaged; and
 * last the code of the failure, when there is one.
 */
export async function outcomesOf(
  source: Source,
  options: Partial<PlanOptions> & ReadOptions = {},
): Promise<readonly string[]> {
  const outcomes: string[] = []
  const spoolFolder = await mkdtemp(join(tmpdir(), 'outcomes-'))
  try {
    let firstLine = 1
    let input = ''
    for (const part of await source.plan({ spoolFolder, ...options })) {
      if (part.input !== input) firstLine = 1
      input = part.input
      firstLine = await readPart(source, { part, firstLine, options, outcomes })
    }
  } catch (error) {
    outcomes.push(error instanceof Error && 'code' in error ? String(error.code) : String(error))
  } finally {
    await rm(spoolFolder, { recursive: true })
  }
  return outcomes
}

/** What is read, which must not depend on how much is looked at at a time. */
export async function steadyOutcomesOf(source: Source): Promise<readonly string[]> {
  const expected = await outcomesOf(source)
  for (const batchBytes of [1, 2, 5, 17]) {
    assert.deepEqual(await outcomesOf(source, { batchBytes }), expected)
  }
  return expected
}

interface PartReading {
  readonly part: SourcePart
  readonly firstLine: number
  readonly options: ReadOptions
  readonly outcomes: string[]
}

/** Gives the number of the line after the part. */
async function readPart(source: Source, reading: PartReading): Promise<number> {
  const { part, options, outcomes } = reading
  let line = reading.firstLine
  for await (const { bytes, spans, lines, lineCount, damaged } of source.read(part, options)) {
    for (const [index, within] of lines.entries()) {
      const drop = damaged?.get(index)
      const text = utf8.decode(bytes.subarray(spans[2 * index], spans[2 * index + 1]))
      const outcome = drop ? `${drop.code} ${drop.observed}/${drop.allowed}${text}` : text
      outcomes.push(`${part.input}:${line + within} ${outcome}`)
    }
    line += lineCount
  }
  return line
}
