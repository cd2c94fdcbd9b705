import type { Reject } from '../export/reject.js'
import { LoradexError } from '../kernel/error.js'
import type { DropCode } from '../records/verdict.js'

export interface EntityErrorOptions {
  readonly continueOnError: boolean
  /** Most failed entities that the export goes on with, and most lines that are kept. */
  readonly maxErrors: number
  /** Whether errors that the schema finds are listed; they never end the export. */
  readonly listSchemaErrors: boolean
}

export interface EntityErrors {
  /** @throws `export.entity-failed` when the export must end here. */
  add(reject: Reject): void
  /** In input order. */
  lines(): readonly string[]
}

/** What drops an entity that could be read, mapped and weighed: a decision, and no failure. */
const decisions: ReadonlySet<DropCode> = new Set<DropCode>([
  'schema-violation',
  'regex-mismatch',
  'grammar-mismatch',
  'constraint-undecided',
  'duplicate',
  'empty-output',
  'text-too-short',
  'text-too-long',
])

export function collectEntityErrors(options: EntityErrorOptions): EntityErrors {
  const { continueOnError, maxErrors, listSchemaErrors } = options
  const allowed = continueOnError ? maxErrors : 0
  const lines: string[] = []
  let failed = 0

  function list(line: string): void {
    if (lines.length < maxErrors) lines.push(line)
  }

  return {
    lines: () => lines,
    add(reject) {
      const { at, code, errors = [] } = reject
      if (errors.length > 0 && decisions.has(code) && listSchemaErrors) {
        for (const error of errors) list(`${at}: ${error}`)
      }
      if (decisions.has(code)) return
      const reason = reasonOf(reject)
      list(`${at}: ${reason}`)
      failed += 1
      if (failed > allowed) throw entityFailed({ at, reason }, options)
    },
  }
}

/** `missing-field: expected a value, saw missing (field_mapping.output_field)` */
function reasonOf({ code, rule, observed, allowed }: Reject): string {
  return `${code}: expected ${allowed}, saw ${observed} (${rule})`
}

function entityFailed(
  details: { readonly at: string; readonly reason: string },
  { continueOnError, maxErrors }: EntityErrorOptions,
): LoradexError {
  const { at, reason } = details
  return new LoradexError('export.entity-failed', {
    message: continueOnError
      ? `expected at most ${maxErrors} entities to fail, saw more, at last ${at}: ${reason}`
      : `${at}: ${reason}`,
    details,
    hint: continueOnError
      ? 'Correct the entities or the field mapping, or raise max_errors.'
      : 'Correct the entity or the field mapping, or set continue_on_error to drop such entities.',
  })
}
