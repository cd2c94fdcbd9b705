import type { ExportResult } from '../records/export-result.js'
import type { Counts } from '../records/manifest.js'
import type { Drop } from '../records/verdict.js'
import type { LineBlock, Sink } from '../sinks/sink.js'
import type { BatchOutcome, BatchReject, Candidates } from './batch-outcome.js'
import { countCategories, type CategoriesState } from './categories/count-categories.js'
import { KEY_WORDS } from './content-key.js'
import { countDuplicates, type ContentOf, type DuplicatesState } from './dedup/count-duplicates.js'
import { createKeyTable, type KeyMemory, type KeyTable } from './dedup/key-table.js'
import { sumEmitted, type EmittedState } from './emitted/sum-emitted.js'
import { chooseRejects, type RejectsState } from './excerpts/choose-rejects.js'
import { chooseSamples, type SamplesState } from './excerpts/choose-samples.js'
import { rowAt, rowWords, type BatchEntry, type HistoryWriter } from './journal/history.js'
import { PER_SAMPLE, perSampleLine } from './per-sample.js'
import type { Pipeline } from './pipeline.js'
import type { Reject } from './reject.js'
import { createRejectWriter, toReject, type PlacedReject } from './reject-line.js'
import { blocksBySplit } from './blocks-by-split.js'
import { startBatches, type BatchOrigin } from './batch-places.js'
import { startTally, type Tally } from './tally.js'

/** Name of the series that dropped records go to. */
export const REJECTS = 'rejects'

/**
 * Puts outcomes together in plan order: the one step where a record's fate depends on those before
 * it. Memory grows by some 30 bytes per distinct sample up to what keys may take, some 20 per sample
 * that came more than twice, and nothing else.
 */
export interface Assembler {
  /** To be called for every batch of every part, in plan order. */
  add(outcome: BatchOutcome, origin: BatchOrigin): Promise<void>
  /** Where a line of a part was read: `cases.jsonl:17`. */
  locate(part: number, line: number): string
  current(): Counts
  /** @throws `export.records-lost` unless every record was emitted or dropped. */
  totals(): Counts
  /** What the report tells about samples and rejects. */
  findings(): Findings
  /** Of the lines emitted so far, before compression. */
  bytesEmitted(): number
  /** Takes in a batch that an earlier run has added before its state was saved. */
  recall(entry: BatchEntry, origin: BatchOrigin): Promise<void>
  /** At the end of a part; goes with what is to be recalled. */
  save(): AssemblerState
  /** Lets go of files; may be called at any time. */
  close(): void
}

/** Plain JSON and bytes. */
export interface AssemblerState {
  readonly tally: Counts
  readonly emitted: EmittedState
  readonly duplicates?: DuplicatesState
  readonly categories: CategoriesState
  readonly samples: SamplesState
  readonly rejects: RejectsState
  readonly bytesEmitted: number
}

type Findings = Pick<ExportResult, 'emitted' | 'duplicates' | 'categories' | 'excerpts'>

export interface AssembleOptions {
  readonly pipeline: Pipeline
  readonly sink: Sink
  /** Memory for what duplicates are known by, and where the rest goes. @default memory for all */
  readonly keyMemory?: KeyMemory | undefined
  /** Knows by row what each sample is a copy of, in place of a table of keys. */
  readonly knownCopies?: KnownCopies | undefined
  /** Told of every dropped record, in plan order. */
  readonly onReject?: ((reject: Reject) => void) | undefined
  /** Told of what is to be recalled. */
  readonly history?: Pick<HistoryWriter, 'batch'> | undefined
  /** What an earlier run came to. */
  readonly from?: AssemblerState | undefined
}

/** Which samples are copies, found elsewhere. */
export interface KnownCopies extends KeyTable {
  readonly contentOf: ContentOf
}

export function assemble(options: AssembleOptions): Assembler {
  const { pipeline, sink, keyMemory, knownCopies, onReject, history, from } = options
  const tally = startTally(from?.tally)
  const emitted = sumEmitted(pipeline.series, from?.emitted)
  const seen = knownCopies ?? createKeyTable(keyMemory)
  const batches = startBatches()
  const { excerptRows, series, weigh } = pipeline
  const duplicateCounts = pipeline.dropDuplicates
    ? countDuplicates(from?.duplicates, knownCopies?.contentOf)
    : undefined
  const categories = countCategories(pipeline.categories, from?.categories)
  const sampleRows = chooseSamples({
    rows: excerptRows.samples,
    series,
    isWeighted: weigh !== undefined,
    places: batches,
    from: from?.samples,
  })
  const rejectRows = chooseRejects(excerptRows.rejects, from?.rejects)
  const rejectLine = createRejectWriter()
  const keptOf = createKeptRows()
  let bytesEmitted = from?.bytesEmitted ?? 0

  function placed(pending: BatchReject | Duplicate, firstRow: number): PlacedReject {
    const kept = 'kept' in pending ? batches.locate(pending.kept) : undefined
    return { reject: pending, at: batches.locate(firstRow + pending.line), kept }
  }

  return {
    locate: batches.locateInPart,
    current: tally.current,
    totals: tally.totals,
    findings: () => ({
      emitted: emitted.report(),
      ...(duplicateCounts && { duplicates: duplicateCounts.report(batches.locate) }),
      categories: categories.report(),
      excerpts: { samples: sampleRows.report(), rejects: rejectRows.report() },
    }),
    bytesEmitted: () => bytesEmitted,
    close: seen.close,
    save: () => ({
      tally: tally.current(),
      emitted: emitted.save(),
      ...(duplicateCounts && { duplicates: duplicateCounts.save() }),
      categories: categories.save(),
      samples: sampleRows.save(),
      rejects: rejectRows.save(),
      bytesEmitted,
    }),

    async recall({ lineCount, lines, keys, copies }, origin) {
      const firstRow = batches.start(origin, lineCount)
      for (let index = 0; index < lines.length; index += 1) {
        seen.addOrFind(keys, index * KEY_WORDS, firstRow + (lines[index] ?? 0))
      }
      for (let index = 0; 2 * index < copies.length; index += 1) {
        duplicateCounts?.recall(rowAt(copies, index))
      }
      await seen.makeRoom()
    },

    async add(outcome, origin) {
      const { candidates } = outcome
      const firstRow = batches.start(origin, outcome.lineCount)
      categories.start(candidates.categories)
      const duplicates: Duplicate[] = []
      const copies: number[] = []
      const kept = keptOf(candidates.ends.length, (index) => {
        if (!pipeline.dropDuplicates) return true
        const row = firstRow + (candidates.lines[index] ?? 0)
        const earlier = seen.addOrFind(candidates.keys, index * KEY_WORDS, row)
        if (earlier === undefined) return true
        duplicates.push({ ...duplicateOf(candidates, index), kept: earlier })
        duplicateCounts?.add(earlier, candidates, index)
        copies.push(...rowWords(earlier))
        return false
      })
      history?.batch({
        part: origin.part,
        read: outcome.read,
        lineCount: outcome.lineCount,
        copies: Uint32Array.from(copies),
        ...(pipeline.dropDuplicates ? keysOf(candidates, kept) : NO_KEYS),
      })
      await seen.makeRoom()
      emitted.add(candidates, kept)
      categories.add(candidates.categories, kept)
      sampleRows.offer(candidates, kept, firstRow)
      count(tally, outcome, { kept: kept.length, duplicates: duplicates.length })
      for (const [split, block] of blocksBySplit(candidates, kept)) {
        bytesEmitted += block.bytes.length
        await sink.write(pipeline.series[split] ?? 'train', block)
      }
      if (pipeline.trackPerSample && kept.length > 0) {
        const describe = (index: number): string =>
          perSampleLine(candidates, index, {
            at: batches.locate(firstRow + (candidates.lines[index] ?? 0)),
            split: pipeline.series[candidates.splits[index] ?? 0] ?? '',
          })
        await sink.write(PER_SAMPLE, textLines(Array.from(kept, describe)))
      }
      const rejects = inLineOrder(outcome.rejects, duplicates)
      if (rejects.length === 0) return
      const lines = rejects.map((pending) => {
        const reject = placed(pending, firstRow)
        onReject?.(toReject(reject))
        rejectRows.offer(pending.drop.code, batches.hash(pending.line), () => toReject(reject))
        return rejectLine(reject)
      })
      await sink.write(REJECTS, textLines(lines))
    },
  }
}

const NO_KEYS = { lines: new Uint32Array(), keys: new Uint32Array() }

/** Those of the kept samples. */
function keysOf({ lines, keys }: Candidates, kept: Uint32Array) {
  if (kept.length === lines.length) return { lines, keys }
  const own = {
    lines: new Uint32Array(kept.length),
    keys: new Uint32Array(kept.length * KEY_WORDS),
  }
  for (let place = 0; place < kept.length; place += 1) {
    const index = kept[place] ?? 0
    own.lines[place] = lines[index] ?? 0
    for (let word = 0; word < KEY_WORDS; word += 1) {
      own.keys[place * KEY_WORDS + word] = keys[index * KEY_WORDS + word] ?? 0
    }
  }
  return own
}

/** Finds the indexes of a batch that are kept, in memory that the next batch takes. */
function createKeptRows() {
  let rows = new Uint32Array(1024)
  return (most: number, isKept: (index: number) => boolean): Uint32Array => {
    if (most > rows.length) rows = new Uint32Array(2 * most)
    let kept = 0
    for (let index = 0; index < most; index += 1) {
      if (!isKept(index)) continue
      rows[kept] = index
      kept += 1
    }
    return rows.subarray(0, kept)
  }
}

/** `kept` is the row of the record that was kept instead. */
type Duplicate = BatchReject & { readonly kept: number }

const DUPLICATE: Drop = {
  code: 'duplicate',
  rule: 'quality.skip_duplicates',
  observed: 'the same content as an earlier record',
  allowed: 'content once',
}

function duplicateOf(candidates: Candidates, index: number): BatchReject {
  const offset = candidates.offsets[index]
  const record = candidates.records[index]
  return {
    drop: DUPLICATE,
    line: candidates.lines[index] ?? 0,
    ...(offset !== undefined && { offset }),
    ...(record && { record }),
  }
}

function count(
  tally: Tally,
  { read, rejects }: BatchOutcome,
  { kept, duplicates }: { readonly kept: number; readonly duplicates: number },
): void {
  tally.read(read)
  tally.emitted(kept)
  for (const { drop } of rejects) tally.dropped(drop.code)
  for (let index = 0; index < duplicates; index += 1) tally.dropped('duplicate')
}

function inLineOrder(
  rejects: readonly BatchReject[],
  duplicates: readonly Duplicate[],
): readonly (BatchReject | Duplicate)[] {
  if (duplicates.length === 0) return rejects
  return [...rejects, ...duplicates].toSorted((left, right) => left.line - right.line)
}

function textLines(texts: readonly string[]): LineBlock {
  let end = 0
  const ends = texts.map((text) => (end += Buffer.byteLength(text) + 1))
  return { bytes: Buffer.from(`${texts.join('\n')}\n`), ends }
}
