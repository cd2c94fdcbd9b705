import { stat } from 'node:fs/promises'
import { isAbsolute, relative, resolve, sep } from 'node:path'
import { LoradexError } from '../../kernel/error.js'
import type { SourceRecipe } from '../../recipe/recipe.js'
import { matchFiles, type MatchedFile } from '../../sources/match-files.js'
import { isDatabase, isSameKind, type FileKind } from './file-kind.js'
import { chooseFiles } from './choose-files.js'
import { findDatabase } from './find-database.js'
import type { FindOptions, FoundSource } from './found-source.js'
import { sniffFile } from './sniff-file.js'
import { sqlOverFiles } from './sql-over-files.js'

/** Files of a glob that are looked into; the others are taken to be the same. */
const MOST_SNIFFED = 5

export async function findFiles(text: string, options: FindOptions): Promise<FoundSource> {
  const folder = await isFolder(resolve(options.cwd, text))
  const chosen = folder ? await chooseFiles(text, options) : { pattern: text }
  const files = await matchFiles({ path: chosen.pattern, baseFolder: options.cwd })
  const kind = await kindOf(files)
  const path = fromRecipe(chosen.pattern, options)
  const reason = 'reason' in chosen ? chosen.reason : undefined
  const named = { name: chosen.pattern, path, reason }
  if (isDatabase(kind)) {
    return findDatabase({ ...named, type: kind.type, file: onlyFile(files) }, options)
  }
  if (options.query !== undefined) return sqlOverFiles(options.query, options)
  const recipe: SourceRecipe = { ...kind, path }
  return {
    recipe,
    looks: [{ source: recipe }],
    env: options.env,
    name: chosen.pattern,
    unset: [],
    ...(reason !== undefined && { reason }),
  }
}

/** A relative path is relative to the recipe's folder there; an absolute one stays. */
function fromRecipe(pattern: string, { cwd, recipeFolder }: FindOptions): string {
  if (isAbsolute(pattern)) return pattern
  return relative(recipeFolder, resolve(cwd, pattern)).replaceAll(sep, '/')
}

/** @throws `source.wrong-format` when files of one glob hold different things */
async function kindOf(files: readonly MatchedFile[]): Promise<FileKind> {
  const step = Math.max(1, Math.floor(files.length / MOST_SNIFFED))
  const looked = files.filter((_, index) => index % step === 0).slice(0, MOST_SNIFFED)
  let first: { readonly file: MatchedFile; readonly kind: FileKind } | undefined
  for (const file of looked) {
    const kind = await sniffFile(file)
    first ??= { file, kind }
    if (!isSameKind(first.kind, kind)) throw differentKinds([first.file, first.kind], [file, kind])
  }
  // A pattern without files has been refused before.
  return first?.kind ?? { type: 'jsonl' }
}

function onlyFile(files: readonly MatchedFile[]): MatchedFile {
  const [file, second] = files
  if (file !== undefined && second === undefined) return file
  throw new LoradexError('usage.invalid', {
    message: `expected one database, saw ${files.length}`,
    details: { args: files.slice(0, 2).map(({ input }) => input) },
    hint: 'Name one of them.',
  })
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )
}

type Sniffed = readonly [MatchedFile, FileKind]

function differentKinds([one, kind]: Sniffed, [other, otherKind]: Sniffed): LoradexError {
  const named = ([file, { type, ...rest }]: Sniffed) =>
    `${file.input} (${[type, ...Object.values(rest).map(String)].join(', ')})`
  return new LoradexError('source.wrong-format', {
    message: `expected files of one kind, saw ${named([one, kind])} and ${named([other, otherKind])}`,
    details: { input: other.input, expected: kind.type },
    hint: 'Name files of one kind, for example with a narrower pattern.',
  })
}
