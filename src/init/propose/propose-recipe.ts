import { fromPlain } from '../../kernel/plain-json.js'
import type { Json, JsonObject } from '../../kernel/json-value.js'
import { indentJson } from '../../kernel/write-json.js'
import { inferSchema } from '../../schema/infer/infer-schema.js'
import { schemaFile } from '../../schema/infer/schema-file.js'
import type { SourceRecipe } from '../../recipe/recipe.js'
import { writeYaml } from '../write/write-yaml.js'
import type { Candidate } from './candidate.js'
import { counted, grouped } from './counted.js'
import { measureCandidate } from './measure-candidate.js'
import type { Findings, Proposal } from './proposal.js'
import { proposeGates } from './propose-gates.js'
import { proposeMetadata } from './propose-metadata.js'
import { proposeQuality } from './propose-quality.js'
import { proposeSplit } from './propose-split.js'
import { proposeWeighting } from './propose-weighting.js'
import type { ProposedKey } from './proposed-key.js'

export interface ProposeOptions {
  readonly source: SourceRecipe
  /** Why this table or file. */
  readonly sourceReason?: string | undefined
  /** Folder of the export, relative to the recipe. */
  readonly outFolder: string
  /** What a long schema is called, beside the recipe. */
  readonly schemaFile: string
}

/** A longer schema is a file of its own. */
const MOST_INLINE_LINES = 40

/** Keys of a YAML mapping may have at most 1,024 characters. */
const LONGEST_KEY = 200

/** The recipe for a candidate, with limits, splits and gates that suit what was seen. */
export function proposeRecipe(
  { sample, columns }: Findings,
  candidate: Candidate,
  options: ProposeOptions,
): Proposal {
  const { records, isComplete } = sample
  const evidence = { isComplete }
  const measured = measureCandidate(candidate, records)
  const used = candidate.fields.flatMap((field) => field.columns)
  const draft = createDraft()
  draft.set('source', options.source, options.sourceReason)
  draft.set(
    'style',
    candidate.style,
    `keeps ${grouped(measured.kept)} of ${counted(records.length, 'record')} looked at`,
  )
  draft.section(
    'field_mapping',
    candidate.fields.map(({ field, source, reason }) => ({
      key: field,
      value: fromPlain(source),
      reason,
    })),
  )
  draft.section('metadata', proposeMetadata(columns, used))
  draft.section('weighting', proposeWeighting(columns))
  draft.section('quality', proposeQuality(measured, evidence))
  const schema = proposeSchema(draft, { measured, isComplete, file: options.schemaFile })
  draft.section('quality_metrics', [
    {
      key: 'enable_metrics',
      value: true,
      reason: 'lengths, diversity and compliance in report.json',
    },
  ])
  const total = sample.total ?? Math.max(records.length, MANY)
  const split = proposeSplit({ candidate, columns, seen: records.length, total })
  if (split) draft.section('split', split)
  const damaged = Array.from(sample.damaged.values()).reduce((sum, count) => sum + count, 0)
  draft.section('gates', proposeGates({ ...measured, records: records.length + damaged }, evidence))
  draft.section('output', [{ key: 'path', value: options.outFolder }])
  return { recipe: draft.recipe, reasons: draft.reasons, schema, candidate, measured }
}

/** A source that does not say how large it is is taken for a large one. */
const MANY = 1000

interface Draft {
  readonly recipe: JsonObject
  readonly reasons: Map<string, string>
  set(key: string, value: unknown, reason: string | undefined): void
  section(name: string, keys: readonly ProposedKey[]): void
}

function createDraft(): Draft {
  const recipe = new Map<string, Json>()
  const reasons = new Map<string, string>()
  return {
    recipe,
    reasons,
    set(key, value, reason) {
      recipe.set(key, fromPlain(value))
      if (reason !== undefined) reasons.set(`/${key}`, reason)
    },
    section(name, keys) {
      recipe.set(name, new Map(keys.map(({ key, value }) => [key, value])))
      for (const { key, reason } of keys) {
        if (reason !== undefined) reasons.set(`/${name}/${key}`, reason)
      }
    },
  }
}

interface SchemaFacts {
  readonly measured: Proposal['measured']
  readonly isComplete: boolean
  readonly file: string
}

function proposeSchema(
  draft: Draft,
  { measured, isComplete, file }: SchemaFacts,
): Proposal['schema'] {
  const { schema, support } = inferSchema(measured.shape, { isComplete })
  const closed = new Map<string, Json>([...schema, ['additionalProperties', false]])
  const isInline = fitsInline(closed, support)
  draft.section('structured_gen', [
    { key: 'enable_schema_validation', value: true },
    {
      key: 'json_schema',
      value: isInline ? closed : file,
      reason: `what ${isComplete ? 'all' : 'the'} ${counted(measured.kept, 'sample')} seen have in common`,
    },
    {
      key: 'reject_invalid_samples',
      value: isComplete,
      reason: isComplete
        ? 'every record was seen'
        : 'not every record was seen: what breaks the schema is reported, and kept',
    },
  ])
  if (isInline) {
    for (const [pointer, text] of support) {
      if (pointer !== '') draft.reasons.set(`/structured_gen/json_schema${pointer}`, text)
    }
  }
  return { text: indentJson(schemaFile({ schema: closed, support })), ...(!isInline && { file }) }
}

function fitsInline(schema: JsonObject, support: ReadonlyMap<string, string>): boolean {
  if (schemaKeys(schema).some(isOddKey)) return false
  return writeYaml(schema, support).split('\n').length <= MOST_INLINE_LINES
}

/** Keys that YAML does not take, or that a recipe refuses because JavaScript would lose them. */
function isOddKey(key: string): boolean {
  return key.length > LONGEST_KEY || key === '__proto__'
}

function schemaKeys(value: Json): readonly string[] {
  if (!(value instanceof Map)) return []
  return Array.from(value as JsonObject).flatMap(([key, member]) => [key, ...schemaKeys(member)])
}
