import type { ExportResult } from '../records/export-result.js'
import type { Counts } from '../records/manifest.js'
import type { Sink } from '../sinks/sink.js'
import { dropOf, type BatchOutcome } from './batch-outcome.js'
import { countCategories, type CategoriesState } from './categories/count-categories.js'
import { countDuplicates, type ContentOf, type DuplicatesState } from './dedup/count-duplicates.js'
import { createFindCopies } from './dedup/find-copies.js'
import { createKeyTable, type KeyMemory, type KeyTable } from './dedup/key-table.js'
import { sumEmitted, type EmittedState } from './emitted/sum-emitted.js'
import { chooseRejects, type RejectsState } from './excerpts/choose-rejects.js'
import { chooseSamples, type SamplesState } from './excerpts/choose-samples.js'
import { batchEntry } from './journal/batch-entry.js'
import { rowAt, type BatchEntry, type HistoryWriter } from './journal/history.js'
import { describeSamples, PER_SAMPLE } from './per-sample.js'
import type { Pipeline } from './pipeline.js'
import type { Reject } from './reject.js'
import { blocksBySplit } from './blocks-by-split.js'
import { startBatches, type BatchOrigin } from './batch-places.js'
import { gatherRejects } from './gather-rejects.js'
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
  const findCopies = createFindCopies(seen, pipeline)
  const rejectLines = gatherRejects({ places: batches, rows: rejectRows, onReject })
  const perSampleLines = describeSamples(series, batches)
  let bytesEmitted = from?.bytesEmitted ?? 0

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
      seen.addNew(keys, lines, firstRow)
      for (let index = 0; 2 * index < copies.length; index += 1) {
        duplicateCounts?.recall(rowAt(copies, index))
      }
      await seen.makeRoom()
    },

    async add(outcome, origin) {
      const { candidates } = outcome
      const firstRow = batches.start(origin, outcome.lineCount)
      categories.start(candidates.categories)
      const found = findCopies(candidates, firstRow)
      const { kept, copies } = found
      duplicateCounts?.add(candidates, found)
      history?.batch(batchEntry(origin.part, outcome, pipeline.dropDuplicates ? found : undefined))
      await seen.makeRoom()
      emitted.add(candidates, kept)
      categories.add(candidates.categories, kept)
      sampleRows.offer(candidates, kept, firstRow)
      count(tally, outcome, { kept: kept.length, duplicates: copies.length })
      for (const [split, block] of blocksBySplit(candidates, kept)) {
        bytesEmitted += block.ends.at(-1) ?? 0
        await sink.write(pipeline.series[split] ?? 'train', block)
      }
      if (pipeline.trackPerSample && kept.length > 0) {
        await sink.write(PER_SAMPLE, perSampleLines(candidates, kept, firstRow))
      }
      const rejects = rejectLines({ outcome, found, firstRow })
      if (rejects) await sink.write(REJECTS, rejects)
    },
  }
}

function count(
  tally: Tally,
  { read, rejects }: BatchOutcome,
  { kept, duplicates }: { readonly kept: number; readonly duplicates: number },
): void {
  tally.read(read)
  tally.emitted(kept)
  for (let place = 0; place < rejects.kinds.length; place += 1) {
    tally.dropped(dropOf(rejects, place).code)
  }
  for (let index = 0; index < duplicates; index += 1) tally.dropped('duplicate')
}
