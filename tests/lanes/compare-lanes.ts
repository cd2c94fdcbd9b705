import { hash } from 'node:crypto'
import { createByteLane, type ByteLane, type DecidedRows } from '#loradex/engine/byte-lane.js'
import { compileProgram } from '#loradex/engine/program/compile-program.js'
import { createKernel } from '#loradex/engine/kernel-module.js'
import { judgeRecord, type CandidateLine, type Judged } from '#loradex/export/judge-record.js'
import { rememberDrops } from '#loradex/export/lanes/remember-drops.js'
import type { Pipeline } from '#loradex/export/pipeline.js'
import { writeJson } from '#loradex/kernel/write-json.js'
import { columnTypes } from '#loradex/metrics/column-types.js'
import { countText, emptySketch, type NgramSketch } from '#loradex/metrics/ngram-sketch.js'
import { textOrder } from '#loradex/metrics/text-order.js'
import { createJob } from '#loradex/recipe/create-job.js'
import { createPipeline } from '#loradex/recipe/create-pipeline.js'
import type { Recipe } from '#loradex/recipe/recipe.js'
import type { TextBodies } from '#loradex/records/measured-rows.js'
import type { RecordBatch } from '#loradex/records/record-batch.js'
import { splitLines } from '#loradex/sources/split-lines.js'

export interface Comparison {
  rows: number
  /** Rows that the byte lane kept. */
  decided: number
  /** Rows that the object lane kept. */
  kept: number
  /** Rows that the object lane dropped. */
  dropped: number
  /** … for reasons that the byte lane knew from other rows. */
  knownDrops: number
  /** Rows that only the object lane decided, by the kernel's reason for leaving them. */
  readonly left: Map<string, number>
  /** What the lanes do not agree on, for people. */
  readonly differences: string[]
}

/** Puts the same lines through both lanes, or says why there is only one. */
export function compareLanes(
  recipe: Recipe,
  schemaText: string | undefined,
  batches: readonly Uint8Array[],
): Comparison | { readonly reason: string } {
  const made = createJob(recipe, schemaText)
  const program = 'job' in made ? compileProgram(made.job) : made
  if ('reason' in program) return program
  const kernel = createKernel()
  if (kernel === undefined) return { reason: 'no kernel' }
  const lanes: Lanes = {
    lane: createByteLane(kernel, program, [1n, 2n]),
    pipeline: createPipeline(recipe, schemaText),
    keys: oneKeyPerContent(),
    drops: rememberDrops(),
    ngrams: emptySketch(),
    columns: { all: columns.empty(), met: columns.empty() },
    result: {
      rows: 0,
      decided: 0,
      kept: 0,
      dropped: 0,
      knownDrops: 0,
      left: new Map(),
      differences: [],
    },
  }
  for (const bytes of batches) compareBatch(lanes, splitLines(bytes, 2 ** 26))
  const [all, met] = [columns.encode(lanes.columns.all), columns.encode(lanes.columns.met)]
  if (all !== met) lanes.result.differences.push(JSON.stringify({ columns: { all, met } }))
  return lanes.result
}

const columns = columnTypes()
type Columns = ReturnType<typeof columns.empty>

interface Lanes {
  readonly lane: ByteLane
  readonly pipeline: Pipeline
  readonly keys: ReturnType<typeof oneKeyPerContent>
  readonly drops: ReturnType<typeof rememberDrops>
  /** Of the rows that the byte lane kept, as the object lane counts them. */
  readonly ngrams: NgramSketch
  /** Types of the columns: of all rows, and of those that the object lane is asked about. */
  readonly columns: { readonly all: Columns; readonly met: Columns }
  readonly result: Comparison
}

function compareBatch(lanes: Lanes, batch: RecordBatch): void {
  const { lane, pipeline, keys, result } = lanes
  const judge = objectLane(pipeline, batch)
  const lineOf = (row: number) => keptLine(judge(row))
  const decided = lane.decide(batch, {
    count: batch.lines.length,
    highestOrder: Infinity,
    judge(row) {
      addColumns(lanes.columns.met, judge(row))
      return lineOf(row) !== undefined
    },
  })
  if (decided === undefined) return
  result.rows += batch.lines.length
  result.decided += decided.count
  const places = new Map(Array.from(decided.indexes, (row, place) => [row, place]))
  compareNgrams(
    lanes,
    decided,
    Array.from(decided.indexes, (row) => lineOf(row)?.produced ?? ''),
  )
  for (let row = 0; row < batch.lines.length; row += 1) {
    const place = places.get(row)
    const judged = judge(row)
    compareDrop(lanes, batch, { row, decided, judged })
    addColumns(lanes.columns.all, judged)
    if (place === undefined) addColumns(lanes.columns.met, judged)
    const line = lineOf(row)
    if (place !== undefined) {
      const got = decidedLine(decided, place)
      const want = line ? objectLine(line) : 'a drop'
      if (JSON.stringify(got) === JSON.stringify(want)) result.kept += 1
      else result.differences.push(describe(batch, row, { got, want }))
    }
    if (!line) continue
    if (place === undefined) {
      result.kept += 1
      count(result.left, lane.reasonOf(row))
    }
    const canonical = line.canonical ?? writeJson(line.content).slice(0, -1)
    const key = place === undefined ? keyOf(lane, canonical) : keyText(decided.keys, place)
    if (keys.add(canonical, key)) continue
    result.differences.push(describe(batch, row, { key, canonical }))
  }
}

function addColumns(types: Columns, judged: Judged): void {
  if ('line' in judged && judged.measured) columns.add(types, judged.measured)
}

function compareNgrams(
  { ngrams, result }: Lanes,
  decided: DecidedRows,
  texts: readonly string[],
): void {
  if (!decided.ngrams) return
  const before = [...ngrams.counts]
  for (const text of texts) countText(ngrams, text)
  const added = ngrams.counts.map((sum, order) => sum - (before[order] ?? 0))
  const isSame =
    added.join() === decided.ngrams.counts.join() &&
    Buffer.compare(ngrams.registers, decided.ngrams.registers) === 0
  if (!isSame) {
    result.differences.push(JSON.stringify({ got: decided.ngrams.counts, want: added, texts }))
  }
}

interface KeptLine extends CandidateLine {
  readonly produced: string
}

function objectLane(pipeline: Pipeline, batch: RecordBatch): (row: number) => Judged {
  return (row) => judgeRecord(pipeline, rawRecord(batch, row))
}

function keptLine(judged: Judged): KeptLine | undefined {
  if ('drop' in judged) return undefined
  return { ...judged.line, produced: judged.measured?.produced ?? '' }
}

interface RowToCompare {
  readonly row: number
  readonly decided: DecidedRows
  readonly judged: Judged
}

/** The drop, and what metrics count, must be those of the object lane. */
function compareDrop(
  { lane, drops, result }: Lanes,
  batch: RecordBatch,
  { row, decided, judged }: RowToCompare,
): void {
  const faults = decided.faultsOf(row)
  const isDropped = 'drop' in judged
  if (isDropped) result.dropped += 1
  if (isDropped && !faults) count(result.left, lane.reasonOf(row))
  if (!faults) return
  const got = drops.find(faults, { part: 0, index: row, judge: () => judged })
  if (got) result.knownDrops += 1
  else drops.learn(faults, judged)
  const facts = [got ?? judged, judged].map(({ measured, ...rest }) => ({
    ...rest,
    line: 'line' in rest,
    length: measured?.length ?? 0,
    errors: measured?.schemaErrors,
    isMeasured: !!measured,
  }))
  const [one, other] = facts.map((fact) => JSON.stringify(fact))
  if (
    isDropped &&
    one === other &&
    (!judged.measured || judged.measured.length === faults.length)
  ) {
    return
  }
  result.differences.push(describe(batch, row, { faults, got, want: judged }))
}

function decidedLine(
  { bytes, ends, contentEnds, lengths, weights, texts }: DecidedRows,
  place: number,
) {
  const start = place === 0 ? 0 : (ends[place - 1] ?? 0)
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  return {
    content: text.toString('utf8', start, contentEnds[place]),
    line: text.toString('utf8', start, ends[place]),
    length: lengths[place],
    weight: weights[place],
    order: texts.orders[place],
    produced: bodyOf(texts, place),
  }
}

function objectLine(line: KeptLine) {
  const content = writeJson(line.content).slice(0, -1)
  return {
    content,
    line: `${content}${line.extras}\n`,
    length: line.length,
    weight: line.weight,
    order: textOrder(line.produced),
    produced: JSON.stringify(line.produced.slice(0, 2000)).slice(1, -1),
  }
}

function bodyOf({ bytes, ends }: TextBodies, place: number): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  return text.toString('utf8', place === 0 ? 0 : ends[place - 1], ends[place])
}

function keyText(keys: Uint32Array, place: number): string {
  return keys.subarray(4 * place, 4 * place + 4).join()
}

function keyOf(lane: ByteLane, canonical: string): string {
  const key = new Uint32Array(4)
  lane.writeKey(Buffer.from(canonical), key, 0)
  return key.join()
}

/** Equal contents must have equal keys, and different ones different keys. */
function oneKeyPerContent() {
  const keys = new Map<string, string>()
  const contents = new Map<string, string>()
  return {
    add(canonical: string, key: string): boolean {
      const content = hash('sha256', canonical)
      const isSame =
        (keys.get(content) ?? key) === key && (contents.get(key) ?? content) === content
      keys.set(content, key)
      contents.set(key, content)
      return isSame
    },
  }
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}

function rawRecord(batch: RecordBatch, row: number) {
  const { bytes, spans, damaged } = batch
  const span = { start: spans[2 * row] ?? 0, end: spans[2 * row + 1] ?? 0 }
  return { damage: damaged?.get(row), bytes, span, part: 0, index: row }
}

function describe({ bytes, spans }: RecordBatch, row: number, facts: object): string {
  const record = Buffer.from(bytes).toString('utf8', spans[2 * row], spans[2 * row + 1])
  return JSON.stringify({ record, ...facts })
}
