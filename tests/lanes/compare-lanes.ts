import { hash } from 'node:crypto'
import { createByteLane } from '#loradex/engine/byte-lane.js'
import { compileProgram } from '#loradex/engine/compile-program.js'
import { createKernel } from '#loradex/engine/kernel-module.js'
import { judgeRecord, type CandidateLine } from '#loradex/export/judge-record.js'
import { writeJson } from '#loradex/kernel/write-json.js'
import { createJob } from '#loradex/recipe/create-job.js'
import { createPipeline } from '#loradex/recipe/create-pipeline.js'
import type { Recipe } from '#loradex/recipe/recipe.js'
import type { RecordBatch } from '#loradex/records/record-batch.js'
import { splitLines } from '#loradex/sources/split-lines.js'

export interface Comparison {
  readonly rows: number
  /** Rows that the byte lane decided. */
  readonly decided: number
  /** Rows that the object lane kept. */
  readonly kept: number
  /** Rows that only the object lane kept, by the kernel's reason for leaving them. */
  readonly left: ReadonlyMap<number, number>
  /** Why there was nothing to compare. */
  readonly reason?: string
  /** What the lanes do not agree on, for people. */
  readonly differences: readonly string[]
}

/** Puts the same lines through both lanes, in batches of this many bytes at least. */
export function compareLanes(
  recipe: Recipe,
  schemaText: string | undefined,
  batches: readonly Uint8Array[],
): Comparison {
  const made = createJob(recipe, schemaText)
  const program = 'job' in made ? compileProgram(made.job) : made
  const kernel = createKernel()
  if ('reason' in program || kernel === undefined) {
    const reason = 'reason' in program ? program.reason : 'no kernel'
    return { rows: 0, decided: 0, kept: 0, left: new Map(), reason, differences: [] }
  }
  const lane = createByteLane(kernel, program, [1n, 2n])
  const pipeline = createPipeline(recipe, schemaText)
  const keyOf = new Map<string, string>()
  const contentOf = new Map<string, string>()
  const differences: string[] = []
  const left = new Map<number, number>()
  let rows = 0
  let decidedRows = 0
  let kept = 0

  for (const bytes of batches) {
    const batch = splitLines(bytes, 2 ** 26)
    const count = batch.lines.length
    const judge = (row: number): CandidateLine | undefined => {
      const judged = judgeRecord(pipeline, rawRecord(batch, row))
      return 'line' in judged ? judged.line : undefined
    }
    const decided = lane.decide(batch, count, (row) => judge(row) !== undefined)
    if (decided === undefined) continue
    rows += count
    decidedRows += decided.count
    let place = 0
    for (let row = 0; row < count; row += 1) {
      const line = judge(row)
      const isDecided = decided.indexes[place] === row
      if (line) kept += 1
      const canonical = line && (line.canonical ?? writeJson(line.content).slice(0, -1))
      const key = new Uint32Array(4)
      if (isDecided) {
        const start = place === 0 ? 0 : (decided.ends[place - 1] ?? 0)
        const got = {
          line: Buffer.from(decided.bytes).toString('utf8', start, decided.ends[place]),
          length: decided.lengths[place],
          weight: decided.weights[place],
        }
        const want = line && {
          line: `${writeJson(line.content).slice(0, -1)}${line.extras}\n`,
          length: line.length,
          weight: line.weight,
        }
        if (JSON.stringify(got) !== JSON.stringify(want)) {
          differences.push(describe(batch, row, { got, want: want ?? 'a drop' }))
        }
        key.set(decided.keys.subarray(4 * place, 4 * place + 4))
        place += 1
      } else if (canonical !== undefined) {
        const reason = lane.reasonOf(row)
        left.set(reason, (left.get(reason) ?? 0) + 1)
        lane.writeKey(Buffer.from(canonical), key, 0)
      }
      if (canonical === undefined) continue
      const content = hash('sha256', canonical)
      const text = key.join()
      if ((keyOf.get(content) ?? text) !== text || (contentOf.get(text) ?? content) !== content) {
        differences.push(describe(batch, row, { key: text, canonical }))
      }
      keyOf.set(content, text)
      contentOf.set(text, content)
    }
  }
  return { rows, decided: decidedRows, kept, left, differences }
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
