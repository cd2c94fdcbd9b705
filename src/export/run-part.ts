import { isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'
import { rememberTexts } from '../kernel/written-texts.js'
import type { RecordBatch } from '../records/record-batch.js'
import type { SourcePart } from '../sources/source.js'
import type { BatchOutcome } from './batch-outcome.js'
import { codeCategories, type CategoryCoder } from './categories/code-categories.js'
import { collectOutcome } from './collect-outcome.js'
import { judgeRecord } from './judge-record.js'
import { measure, type MetricStates } from './metric-states.js'
import type { ExportPlan } from './plan.js'
import { readAhead } from './read-ahead.js'

export interface RunPartOptions {
  /** Most records to take. @default all */
  readonly limit?: number
  readonly signal?: AbortSignal | undefined
  /**
   * Metric states to count the part into, in place. As merging is what counting on is, it makes no
   * difference whether parts share their states.
   */
  readonly states: MetricStates
}

/**
 * The pure half of an export: what comes out depends on the plan and the part alone. Yields an
 * outcome per batch and returns a SHA-256 over the bytes of all batches, in hex.
 */
export async function* runPart(
  plan: ExportPlan,
  part: SourcePart,
  { states, limit = Infinity, signal }: RunPartOptions,
): AsyncGenerator<BatchOutcome, string> {
  const digest = createHash('sha256')
  const ordinal = plan.parts.indexOf(part)
  const categories = codeCategories({
    fields: plan.pipeline.categories.fields.length,
    hasKey: plan.pipeline.categories.readKey !== undefined,
  })
  let taken = 0
  let firstLine = 0

  for await (const batch of readAhead(plan.source.read(part, { signal }))) {
    digest.update(batch.bytes)
    const count = Math.min(batch.lines.length, limit - taken)
    yield runBatch(plan, batch, { ordinal, firstLine, count, states, categories })
    taken += count
    firstLine += batch.lineCount
    if (taken >= limit) break
  }
  return digest.digest('hex')
}

interface BatchPlace {
  /** Of the part in the plan. */
  readonly ordinal: number
  /** Line in the part, from 0, that the batch starts at. */
  readonly firstLine: number
  /** Records of the batch to take. */
  readonly count: number
  readonly states: MetricStates
  readonly categories: CategoryCoder
}

function runBatch(plan: ExportPlan, batch: RecordBatch, place: BatchPlace): BatchOutcome {
  const { pipeline } = plan
  const { bytes, spans, lines, damaged, offset } = batch
  const { ordinal, firstLine, count, states, categories } = place
  const knownUtf8 = isUtf8(bytes)
  const texts = rememberTexts()
  const collected = collectOutcome(batch, { texts, categories })

  for (let index = 0; index < count; index += 1) {
    const start = spans[2 * index] ?? 0
    const end = spans[2 * index + 1] ?? 0
    const line = lines[index] ?? 0
    const judged = judgeRecord(pipeline, {
      damage: damaged?.get(index),
      bytes,
      span: { start, end, knownUtf8, texts },
      part: ordinal,
      index: firstLine + line,
    })
    measure(pipeline.metrics, states, judged)
    const where = {
      line,
      offset: offset === undefined ? undefined : offset + start,
      bytes: pipeline.keepRejectedRecords ? bytes.subarray(start, end) : undefined,
    }
    if ('drop' in judged) collected.reject(judged.drop, where)
    else collected.accept(judged.line, where)
  }
  return { read: count, lineCount: batch.lineCount, bytesRead: bytes.length, ...collected.take() }
}
