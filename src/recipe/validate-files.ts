import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isJsonObject, jsonKind, type Json } from '../kernel/json-value.js'
import { parseJson, parseJsonText } from '../kernel/parse-json.js'
import { compileSchema } from '../schema/validate/compile-schema.js'
import type { Validator } from '../schema/validate/validator.js'
import { jsonl } from '../sources/jsonl.js'
import type { SourcePart } from '../sources/source.js'
import { loadSchema } from './load-schema.js'
import type { StructuredGenRecipe } from './recipe.js'

export interface ValidateOptions {
  /** As `structured_gen.json_schema` of a recipe. */
  readonly schemaPath: NonNullable<StructuredGenRecipe['json_schema']>
  /** What a path to the schema starts from. */
  readonly baseFolder: string
  /** What paths of data files start from. */
  readonly cwd: string
  /** Lowest share of compliant lines that passes, 0 to 1. */
  readonly minComplianceRate: number
  /** Most invalid lines that the report lists. */
  readonly maxErrors: number
  readonly signal?: AbortSignal | undefined
}

/** Spelled as `--json` prints it. Unreadable lines are not counted as validated. */
export interface ValidationReport {
  readonly total_validated: number
  readonly compliant: number
  readonly violations: number
  readonly unreadable: number
  /** Null when nothing was validated. */
  readonly compliance_rate: number | null
  readonly min_compliance_rate: number
  /** Every line was readable and the rate is high enough. */
  readonly passed: boolean
  readonly warnings: readonly string[]
  readonly invalid: readonly { readonly at: string; readonly errors: readonly string[] }[]
}

/** What an export adds to a sample, and the schema does not speak of. */
const ADDED_BY_EXPORTS = ['weight', 'metadata', '__schema__']

/**
 * Validates existing JSON lines the way an export validates samples: without `weight`, `metadata`
 * and `__schema__`.
 */
export async function validateFiles(
  files: readonly string[],
  options: ValidateOptions,
): Promise<ValidationReport> {
  const { cwd, signal, minComplianceRate, maxErrors } = options
  const schema = await loadSchema(options.schemaPath, options.baseFolder)
  const validator = compileSchema(parseJsonText(schema.text) ?? null)
  const source = jsonl({ path: files, baseFolder: cwd })
  const spoolFolder = await mkdtemp(join(tmpdir(), 'loradex-validate-'))
  const tally = { compliant: 0, violations: 0, unreadable: 0 }
  const invalid: { at: string; errors: readonly string[] }[] = []
  let lineBase = { input: '', lines: 0 }

  const look = (part: SourcePart, line: number, verdict: LineVerdict): void => {
    tally[verdict.kind] += 1
    if (verdict.kind === 'compliant' || invalid.length >= maxErrors) return
    invalid.push({ at: `${part.input}:${lineBase.lines + line + 1}`, errors: verdict.errors })
  }

  try {
    for (const part of await source.plan({ spoolFolder, signal })) {
      if (part.input !== lineBase.input) lineBase = { input: part.input, lines: 0 }
      for await (const batch of source.read(part, { signal })) {
        for (const [index, line] of batch.lines.entries()) {
          const drop = batch.damaged?.get(index)
          if (drop) {
            look(part, line, { kind: 'unreadable', errors: [`${drop.code}: ${drop.observed}`] })
            continue
          }
          const start = batch.spans[2 * index] ?? 0
          const end = batch.spans[2 * index + 1] ?? 0
          look(part, line, judgeLine(validator, batch.bytes.subarray(start, end)))
        }
        lineBase.lines += batch.lineCount
      }
    }
  } finally {
    await rm(spoolFolder, { recursive: true, force: true })
  }

  const total = tally.compliant + tally.violations
  const rate = total === 0 ? null : tally.compliant / total
  return {
    total_validated: total,
    ...tally,
    compliance_rate: rate,
    min_compliance_rate: minComplianceRate,
    passed: tally.unreadable === 0 && (rate ?? 1) >= minComplianceRate,
    warnings: schema.warnings,
    invalid,
  }
}

interface LineVerdict {
  readonly kind: 'compliant' | 'violations' | 'unreadable'
  readonly errors: readonly string[]
}

function judgeLine(validator: Validator, bytes: Uint8Array): LineVerdict {
  const parsed = parseJson(bytes)
  if ('problem' in parsed) {
    const { code, found, offset } = parsed.problem
    return { kind: 'unreadable', errors: [`${code}: ${found} at byte ${offset}`] }
  }
  if (!isJsonObject(parsed.value)) {
    const errors = [`not-an-object: expected an object, saw ${jsonKind(parsed.value)}`]
    return { kind: 'unreadable', errors }
  }
  const content = new Map<string, Json>(parsed.value)
  for (const name of ADDED_BY_EXPORTS) content.delete(name)
  if (validator.accepts(content)) return { kind: 'compliant', errors: [] }
  return { kind: 'violations', errors: validator.errors(content).map(({ message }) => message) }
}
