import { LoradexError } from '../../kernel/error.js'
import type { MatchedFile } from '../../sources/match-files.js'
import { isSameKind, type FileKind } from './file-kind.js'
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
 * and the others are told.
 * @throws `source.wrong-format` when there are too many of them to sort
 */
export async function kindOfFiles(files: readonly MatchedFile[]): Promise<KindOfFiles> {
  const step = Math.max(1, Math.floor(files.length / MOST_SNIFFED))
  const looked = files.filter((_, index) => index % step === 0).slice(0, MOST_SNIFFED)
  const kinds = await sniffAll(looked)
  const [first] = kinds
  const same = sameKind(kinds)
  if (same !== undefined) return { kind: same, files, others: [] }
  if (files.length > MOST_SORTED) throw differentKinds(kinds)
  const all = await sniffAll(files)
  const sizes = all.map(({ kind }) => all.filter((other) => isSameKind(other.kind, kind)).length)
  const { kind } = all[sizes.indexOf(Math.max(...sizes))] ??
    first ?? { kind: { type: 'jsonl' as const } }
  const isOfKind = (one: Sniffed) => isSameKind(one.kind, kind)
  return {
    kind,
    files: all.filter(isOfKind).map(({ file }) => file),
    others: all.filter((one) => !isOfKind(one)).map(({ file }) => file),
  }
}

interface Sniffed {
  readonly file: MatchedFile
  readonly kind: FileKind
}

async function sniffAll(files: readonly MatchedFile[]): Promise<readonly Sniffed[]> {
  const sniffed: Sniffed[] = []
  for (const file of files) sniffed.push({ file, kind: await sniffFile(file) })
  return sniffed
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
