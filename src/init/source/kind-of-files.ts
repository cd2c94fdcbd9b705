import { LoradexError } from '../../kernel/error.js'
import type { MatchedFile } from '../../sources/match-files.js'
import { isSameKind, isText, type FileKind } from './file-kind.js'
import { noRecords } from './no-records.js'
import { sniffFile } from './sniff-file.js'

/** Files of a pattern that are looked into; the others are taken to be the same. */
const MOST_SNIFFED = 8

/** So many are looked into one by one when those differ. */
const MOST_SORTED = 200

export interface KindOfFiles {
  readonly kind: FileKind
  /** Those of this kind. */
  readonly files: readonly MatchedFile[]
  /** Those of another. */
  readonly others: readonly MatchedFile[]
}

/**
 * What the files of a pattern hold. When they hold different things, it is the kind of most of them,
 * and the others are told. Files with nothing in them are of any kind of text.
 * @param name of all of them
 * @throws `init.no-records` when all are empty, `source.wrong-format` when there are too many to sort
 */
export async function kindOfFiles(
  files: readonly MatchedFile[],
  name: string,
): Promise<KindOfFiles> {
  const step = Math.max(1, Math.floor(files.length / MOST_SNIFFED))
  const looked = files.filter((_, index) => index % step === 0).slice(0, MOST_SNIFFED)
  const kinds = await sniffAll(looked)
  if (kinds.length === 0) kinds.push(await firstWithContent(files, name))
  const same = sameKind(kinds)
  const canSort = files.length <= MOST_SORTED
  if (same !== undefined && (isText(same) || kinds.length === looked.length || !canSort)) {
    return { kind: same, files, others: [] }
  }
  if (!canSort) throw differentKinds(kinds)
  const all = await sniffAll(files)
  const sizes = all.map(({ kind }) => all.filter((other) => isSameKind(other.kind, kind)).length)
  const { kind } = all[sizes.indexOf(Math.max(...sizes))] ?? { kind: { type: 'jsonl' as const } }
  const different = all.filter((one) => !isSameKind(one.kind, kind)).map(({ file }) => file)
  const known = new Set(all.map(({ file }) => file))
  const others = files.filter(
    (file) => different.includes(file) || (!isText(kind) && !known.has(file)),
  )
  return { kind, files: files.filter((file) => !others.includes(file)), others }
}

interface Sniffed {
  readonly file: MatchedFile
  readonly kind: FileKind
}

/** Those that have something in them. */
async function sniffAll(files: readonly MatchedFile[]): Promise<Sniffed[]> {
  const sniffed: Sniffed[] = []
  for (const file of files) {
    const kind = await sniffFile(file)
    if (kind !== undefined) sniffed.push({ file, kind })
  }
  return sniffed
}

async function firstWithContent(files: readonly MatchedFile[], name: string): Promise<Sniffed> {
  for (const file of files) {
    const kind = await sniffFile(file)
    if (kind !== undefined) return { file, kind }
  }
  throw noRecords(name)
}

/** An object that only some files have an array of records in is a record in all of them. */
function sameKind(kinds: readonly Sniffed[]): FileKind | undefined {
  const [first, ...others] = kinds
  if (first === undefined) return { type: 'jsonl' }
  if (others.every(({ kind }) => isSameKind(kind, first.kind))) return first.kind
  return kinds.every(({ kind }) => kind.type === 'json') ? { type: 'json' } : undefined
}

function differentKinds(kinds: readonly Sniffed[]): LoradexError {
  const [one] = kinds
  const other = kinds.find(({ kind }) => one && !isSameKind(kind, one.kind))
  const named = [one, other].flatMap((sniffed) =>
    sniffed ? [`${sniffed.file.input} (${sniffed.kind.type})`] : [],
  )
  return new LoradexError('source.wrong-format', {
    message: `expected files of one kind, saw ${named.join(' and ')}`,
    details: { input: other?.file.input ?? '', expected: one?.kind.type ?? 'jsonl' },
    hint: 'Name files of one kind, for example with a narrower pattern.',
  })
}
