import { stat } from 'node:fs/promises'
import { isAbsolute, relative, resolve, sep } from 'node:path'
import { LoradexError } from '../../kernel/error.js'
import type { SourceRecipe } from '../../recipe/recipe.js'
import { secretNames } from '../../recipe/secrets.js'
import { matchFiles, type MatchedFile } from '../../sources/match-files.js'
import { isDatabase } from './file-kind.js'
import type { Look } from '../sample/sample-records.js'
import { chooseFiles } from './choose-files.js'
import { findDatabase } from './find-database.js'
import type { FindOptions, FoundSource } from './found-source.js'
import { kindOfFiles } from './kind-of-files.js'
import { sqlOverFiles } from './sql-over-files.js'

/** Names that a comment can hold. */
const MOST_NAMED = 3

export async function findFiles(text: string, options: FindOptions): Promise<FoundSource> {
  const folder = await isFolder(resolve(options.cwd, text))
  const chosen = folder ? await chooseFiles(text, options) : { pattern: text }
  const matched = await matchFiles({ path: chosen.pattern, baseFolder: options.cwd })
  const { kind, files, others } = await kindOfFiles(matched, chosen.pattern)
  const reasons = ['reason' in chosen ? chosen.reason : '', leftOut(others)].filter(
    (one) => one !== '',
  )
  const path = fromRecipe(chosen.pattern, options)
  const { pattern: name } = chosen
  if (isDatabase(kind)) {
    return findDatabase({ name, path, type: kind.type, file: onlyFile(files) }, options)
  }
  if (options.query !== undefined) return sqlOverFiles(options.query, options)
  const paths = files.map(({ input }) => fromRecipe(input, options))
  const recipe: FileRecipe = { ...kind, path: others.length === 0 ? path : paths }
  return {
    recipe,
    looks: [lookOf(recipe, paths)],
    env: options.env,
    name,
    unset: [],
    ...(reasons.length > 0 && { reason: reasons.join('; ') }),
  }
}

type FileRecipe = Exclude<
  Extract<SourceRecipe, { readonly path: unknown }>,
  { readonly type: 'sqlite' }
>

/** More files take long to open, and tell no more. */
const MOST_FILES = 512

/** Of very many files, some from all over the list. */
function lookOf(recipe: FileRecipe, paths: readonly string[]): Look {
  if (paths.length <= MOST_FILES) return { source: recipe }
  const step = paths.length / MOST_FILES
  const some = Array.from(
    { length: MOST_FILES },
    (_, index) => paths[Math.floor(index * step)] ?? '',
  )
  return { source: { ...recipe, path: some }, share: MOST_FILES / paths.length }
}

/** Files of another kind than most of the pattern. */
function leftOut(others: readonly MatchedFile[]): string {
  if (others.length === 0) return ''
  const named = others.slice(0, MOST_NAMED).map(({ input }) => input)
  const more = others.length > MOST_NAMED ? ` and ${others.length - MOST_NAMED} more` : ''
  return `without ${named.join(', ')}${more}, which hold${others.length === 1 ? 's' : ''} something else`
}

/** A relative path is relative to the recipe's folder there; an absolute one stays. */
function fromRecipe(pattern: string, { cwd, recipeFolder }: FindOptions): string {
  if (secretNames(pattern).length > 0) throw looksLikeVariable(pattern)
  if (isAbsolute(pattern)) return pattern
  return relative(recipeFolder, resolve(cwd, pattern)).replaceAll(sep, '/')
}

function looksLikeVariable(pattern: string): LoradexError {
  return new LoradexError('usage.invalid', {
    message: `expected a path without \${NAME}, which recipes take for a variable, saw ${pattern}`,
    details: { args: [pattern] },
    hint: 'Rename the file.',
  })
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
