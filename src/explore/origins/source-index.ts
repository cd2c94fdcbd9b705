import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { ManifestInput } from '../../records/manifest.js'
import type { ExportedRecipe } from './exported-recipe.js'
import { inputRecords, type InputRecords } from './input-records.js'
import { readInput, type InputVerdict } from './read-input.js'
import type { ReadManifest } from '../read-manifest.js'
import type { RejectFacts } from '../rows/reject-facts.js'
import { splitRecords, type SplitRecords } from './split-records.js'
import type { SplitRows } from '../rows/sample-facts.js'
import type { Source } from '../../sources/source.js'

/** What became of an input since the export. */
export type InputState =
  /** Nobody has asked for it, or those before it are being read. */
  | 'waiting'
  | 'reading'
  | InputVerdict
  | 'missing'
  /** No file, or one that this version of loradex cannot read as the export did. */
  | 'unreadable'

/** The inputs of an export, looked at again: which record became which sample, and whether they still are the same. */
export interface SourceIndex {
  /** Inputs are files that can be read again. */
  readonly readsFiles: boolean
  /** Each record is a line of its file, and offsets are those of lines. */
  readonly hasLines: boolean
  /** Begins to read, if that has not begun; 4 to 12 bytes of memory for a record. */
  begin(): void
  stateOf(input: string): InputState
  /** Where the file is, if it is one and there. */
  pathOf(input: string): Promise<string | undefined>
  /** As far as they were read by now. */
  recordsOf(input: string): InputRecords | undefined
  /** Which record became which sample, as far as they were read; only where nothing else tells. */
  readonly rows: Pick<SplitRecords, 'recordOf' | 'rowOf'> | undefined
  /** Fulfilled when the input, and those before it, were read; at once when nobody began. */
  settled(input: string): Promise<void>
}

export interface SourceIndexOptions {
  readonly manifest: ReadManifest
  readonly splits: readonly SplitRows[]
  readonly rejectFacts: RejectFacts
  /** The export itself says where samples come from. */
  readonly isTracked: boolean
  /** Fulfilled when all rejects are known. */
  readonly indexed: Promise<void>
  readonly recipe: ExportedRecipe | undefined
  /** Where relative inputs are looked for, the likeliest first. */
  readonly baseFolders: readonly string[]
  readonly signal: AbortSignal
}

export function sourceIndex(options: SourceIndexOptions): SourceIndex {
  const { manifest, splits, rejectFacts, isTracked, recipe, signal } = options
  const { inputs } = manifest.source
  const opened = new Map<string, OpenedInput>()
  const states = new Map<string, InputState>()
  const settling = new Map<string, Promise<void>>()
  const rows =
    recipe && splits.length > 1 && !isTracked
      ? splitRecords({ inputs, splits, rejectFacts, recipe })
      : undefined

  async function read(listed: ManifestInput): Promise<InputState> {
    rows?.start(listed)
    const input = await openInput(listed, options)
    if (typeof input === 'string') return input
    opened.set(listed.input, input)
    states.set(listed.input, 'reading')
    const { source, records } = input
    try {
      return await readInput({
        source,
        listed,
        onPart: records.addPart,
        onRecord(record) {
          records.add(record)
          rows?.add(record)
        },
        signal,
      })
    } catch {
      return 'unreadable'
    }
  }

  async function settle(listed: ManifestInput): Promise<void> {
    if (signal.aborted) return
    const state = await read(listed)
    states.set(listed.input, state)
    if (!isUsable(state)) rows?.stop()
  }

  return {
    readsFiles: recipe?.readsFiles ?? false,
    hasLines: recipe?.sourceType === 'jsonl',
    begin() {
      if (settling.size > 0) return
      let before = options.indexed
      for (const listed of inputs) {
        before = before.then(() => settle(listed))
        settling.set(listed.input, before)
      }
    },
    stateOf: (input) => states.get(input) ?? 'waiting',
    pathOf: async (input) => (await findInput(input, options))?.path,
    recordsOf: (input) => opened.get(input)?.records,
    rows,
    settled: (input) => settling.get(input) ?? Promise.resolve(),
  }
}

/** Its records stand for those that were exported, as far as they have been read. */
export function isUsable(
  state: InputState,
): state is Exclude<InputState, 'waiting' | 'changed' | 'missing' | 'unreadable'> {
  return state === 'reading' || state === 'unchanged' || state === 'unverified'
}

interface OpenedInput {
  readonly source: Source
  readonly records: InputRecords
}

async function openInput(
  listed: ManifestInput,
  options: SourceIndexOptions,
): Promise<OpenedInput | 'missing' | 'unreadable'> {
  const { recipe } = options
  if (recipe?.readsFiles !== true) return 'unreadable'
  const found = await findInput(listed.input, options)
  if (found === undefined) return 'missing'
  const source = recipe.openInput(listed.input, found.baseFolder)
  if (source === undefined) return 'unreadable'
  const hasLines = recipe.sourceType === 'jsonl'
  return { source, records: inputRecords({ source, listed, hasLines }) }
}

async function findInput(
  input: string,
  { baseFolders }: SourceIndexOptions,
): Promise<{ readonly baseFolder: string; readonly path: string } | undefined> {
  for (const baseFolder of baseFolders) {
    const path = resolve(baseFolder, input)
    const entry = await stat(path).catch(() => undefined)
    if (entry?.isFile()) return { baseFolder, path }
  }
  return undefined
}
