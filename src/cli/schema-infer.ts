import { resolve } from 'node:path'
import type { Progress } from '../export/progress.js'
import { findSource } from '../init/source/find-source.js'
import type { FoundSource } from '../init/source/found-source.js'
import { checkFree, writeFiles } from '../init/write/write-files.js'
import { LoradexError } from '../kernel/error.js'
import { isJsonObject } from '../kernel/json-value.js'
import { parseJsonText } from '../kernel/parse-json.js'
import { toPlain, type PlainJson } from '../kernel/plain-json.js'
import { indentJson } from '../kernel/write-json.js'
import { inferExport, type InferExportOptions } from '../recipe/infer-export.js'
import {
  inferRecords,
  type InferRecordsOptions,
  type SeenRecords,
} from '../recipe/infer-records.js'
import { loadRecipe } from '../recipe/load-recipe.js'
import { openSource } from '../recipe/open-source.js'
import type { Claim } from '../schema/infer/claim.js'
import type { Evidence } from '../schema/infer/evidence.js'
import { inferSchema } from '../schema/infer/infer-schema.js'
import { schemaFile } from '../schema/infer/schema-file.js'
import { claimLines } from './claim-lines.js'
import { flagOption, textOption, type Given, type RunCommand } from './command.js'
import type { CommandIo } from './command-io.js'
import type { SchemaClaim, SchemaInferOutput } from './outputs/schema-infer-output.js'
import { shareOption } from './share-option.js'
import { wholeNumber } from './whole-number.js'

const FATES = { kept: 'used', dropped: 'left out' }

/** Reads a source once, and says what its records have in common. */
export const inferSchemaCommand: RunCommand = async (given, io, reporter) => {
  const out = textOption(given, 'out')
  const force = flagOption(given, 'force')
  const target = out === undefined ? undefined : { path: resolve(io.cwd, out), shown: out }
  const asked = evidenceOf(given)
  const limit = countOption(given, 'limit')
  if (target) await checkFree(target, force)
  const { cwd, env, signal } = io
  const query = textOption(given, 'query')
  const table = textOption(given, 'table')
  const [source] = given.arguments
  reporter.tell({ kind: 'phase', phase: 'read' })
  const onProgress = (progress: Progress): void =>
    reporter.tell({ kind: 'progress', progress, fates: FATES })
  const field = textOption(given, 'field')
  const { name, seen } = isRecipe(source)
    ? await ofRecipe(source, { cwd, env, signal, limit, onProgress })
    : await ofSource(
        await findSource(source, { cwd, recipeFolder: cwd, env, table, query, signal }),
        { cwd, field, limit, signal, onProgress },
      )
  if (seen.counts.emitted === 0) throw nothingToInfer(name, seen.counts.read, field)
  const { isComplete, sketch, notes } = seen
  const { schema, support, claims } = inferSchema(sketch.shape, { ...asked, isComplete })
  const text = indentJson(schemaFile({ schema, support }))
  if (target) await writeFiles([{ ...target, text }], force)
  for (const note of notes) io.stderr(`warning ${note}`)
  reporter.conclude({ exitCode: 0, lines: [], facts: {} })
  if (flagOption(given, 'json')) {
    const printed = describe({ found: name, seen, text, claims, file: out })
    io.stdout(JSON.stringify(printed, null, 2))
    return 0
  }
  io.stderr(summaryOf(name, seen))
  if (flagOption(given, 'explain')) for (const line of claimLines(claims)) io.stdout(line)
  else io.stdout(out ?? text.trimEnd())
  return 0
}

/** Of nothing, the schema would allow everything. */
function nothingToInfer(input: string, read: number, field: string | undefined): LoradexError {
  const wanted = field === undefined ? 'records' : `records with ${field}`
  return new LoradexError('init.no-records', {
    message: `expected ${wanted} in ${input}, saw none among ${read}`,
    details: { input },
    hint:
      field === undefined
        ? 'Name a source of JSON objects; of a recipe, one that keeps some of them.'
        : 'Correct the path after --field.',
  })
}

function isRecipe(source: string | undefined): source is string {
  return source !== undefined && /\.ya?ml$/u.test(source)
}

function summaryOf(name: string, { counts, isComplete }: SeenRecords): string {
  const left = counts.read - counts.emitted
  return `${counts.emitted} records of ${name}${left === 0 ? '' : `, ${left} left out`}${isComplete ? '' : ', not all of them'}`
}

interface Named {
  readonly name: string
  readonly seen: SeenRecords
}

async function ofSource(
  found: FoundSource,
  { cwd, ...options }: InferRecordsOptions & { readonly cwd: string },
): Promise<Named> {
  const source = openSource(found.recipe, { baseFolder: cwd, env: found.env })
  return { name: found.name, seen: await inferRecords(source, options) }
}

/** Of the samples that the recipe would export. */
async function ofRecipe(
  name: string,
  { cwd, env, ...options }: InferExportOptions & Pick<CommandIo, 'cwd' | 'env'>,
): Promise<Named> {
  const loaded = await loadRecipe(resolve(cwd, name), { shownPath: name, env })
  return { name, seen: await inferExport(loaded, { ...options, env }) }
}

function evidenceOf(given: Given): Omit<Evidence, 'isComplete'> {
  const support = countOption(given, 'support')
  const tolerance = shareOption(textOption(given, 'tolerance'), '--tolerance')
  return {
    isStrict: flagOption(given, 'strict'),
    ...(support !== undefined && { support }),
    ...(tolerance !== undefined && { tolerance }),
  }
}

function countOption(given: Given, name: string): number | undefined {
  const bounds = { flag: `--${name}`, min: 1, max: Number.MAX_SAFE_INTEGER }
  return wholeNumber(textOption(given, name), bounds)
}

interface Described {
  readonly found: string
  readonly seen: SeenRecords
  readonly text: string
  readonly claims: readonly Claim[]
  readonly file: string | undefined
}

function describe({ found, seen, text, claims, file }: Described): SchemaInferOutput {
  const { counts, isComplete, sketch } = seen
  return {
    format_version: 1,
    source: found,
    records: {
      read: counts.read,
      used: counts.emitted,
      left_out: counts.dropped,
      all_seen: isComplete,
    },
    is_crowded: sketch.bounds.tier > 0,
    schema: plainMembers(text),
    claims: claims.map(
      ({ pointer, keyword, about = null, support, of, exception = null }): SchemaClaim => ({
        pointer,
        keyword,
        about,
        support,
        of,
        exception,
      }),
    ),
    file: file ?? null,
  }
}

function plainMembers(text: string): Readonly<Record<string, PlainJson>> {
  const schema = parseJsonText(text)
  if (!isJsonObject(schema)) return {}
  return Object.fromEntries(Array.from(schema, ([key, value]) => [key, toPlain(value)]))
}
