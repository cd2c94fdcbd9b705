import { jsonKind, type Json } from '../../kernel/json-value.js'
import { checkSize, MAX_VALUES } from './check-size.js'
import { compileGraph } from './compile-graph.js'
import { contradictions } from './contradictions.js'
import type { DialectName } from './dialects/dialect-name.js'
import { circleMistake } from './endless-references.js'
import { placedError, type FoundError } from './found-error.js'
import { isSchema } from './index-schema.js'
import { lintKeywords, type KeywordFindings } from './lint-keywords.js'
import type { Compiled, Run } from './rule.js'
import { schemaInvalid } from './schema-invalid.js'
import type { SchemaMistake } from './schema-mistake.js'
import { openSchemaStore } from './schema-store.js'
import { Undecided } from './undecided.js'
import type { SchemaError, Validator } from './validator.js'

export interface CompileOptions {
  /** For schemas without `$schema`. @default '2020-12' */
  readonly defaultDialect?: DialectName
  /** Whether `format` is checked rather than noted. @default true */
  readonly assertFormats?: boolean
  /** Whether draft 7 checks `contentEncoding` and `contentMediaType` (base64, JSON). @default false */
  readonly assertContent?: boolean
  /** Schemas that `$ref` can name, by URI. Nothing is ever fetched. @default none */
  readonly documents?: ReadonlyMap<string, Json>
  /**
   * Most values that the schema, and each document, may have. Compiling takes some 10 µs for each.
   * @default 200,000
   */
  readonly maxValues?: number
}

/** A validator, and what is odd about its schema without being wrong. */
export interface CompiledSchema extends Validator {
  /** Keywords and formats that are not known, and so not checked; one line each. */
  readonly warnings: readonly string[]
  /** What cannot be meant: keywords that are misspelt, demands that nothing can meet. */
  readonly mistakes: readonly SchemaMistake[]
}

/**
 * Compiles a JSON Schema of draft 4, 6, 7, 2019-09 or 2020-12, as its `$schema` says.
 *
 * Numbers are compared by their exact decimal value, lengths are code points, equality ignores key
 * order, and a hostile `pattern` cannot stall: those that could run in linear time or for so many steps.
 * A value on which the schema gives no verdict, as it leads back to itself for it, is refused.
 * @throws `schema.invalid` with a JSON Pointer when the schema cannot be used.
 *
 * @example
 * ```ts
 * import { compileSchema, fromPlain } from 'loradex/schema'
 *
 * const validator = compileSchema(fromPlain({ type: 'object', required: ['output'] }))
 * console.log(validator.accepts(fromPlain({}))) // false
 * console.log(validator.errors(fromPlain({}))[0]?.message) // Missing required field: output
 * ```
 */
export function compileSchema(schema: Json, options: CompileOptions = {}): CompiledSchema {
  const { defaultDialect = '2020-12', assertFormats = true } = options
  const { assertContent = false, documents = new Map<string, Json>() } = options
  const { maxValues = MAX_VALUES } = options
  if (!isSchema(schema)) throw notASchema(schema)
  checkSize(schema, maxValues)
  const store = openSchemaStore(schema, { defaultDialect, documents, maxValues })
  const formatWarnings = new Set<string>()
  const { root, circles } = compileGraph(store, {
    assertFormats,
    assertContent,
    warnings: formatWarnings,
  })
  // Most callers never ask, and on large schemas this takes longer than compiling.
  let findings: KeywordFindings | undefined
  const lint = (): KeywordFindings => (findings ??= lintKeywords(store.root))
  return {
    ...createValidator(root),
    get warnings() {
      return [...lint().warnings, ...formatWarnings]
    },
    get mistakes() {
      return [...circles.map(circleMistake), ...lint().mistakes, ...contradictions(store.root)]
    },
  }
}

function createValidator(root: Compiled): Validator {
  const scope = { root: root.node, outer: undefined }
  const run: Run = { scope, steps: 0, memory: undefined }
  return {
    accepts(value) {
      run.scope = scope
      run.steps = 0
      run.memory = undefined
      try {
        return root.test(value, run)
      } catch (error) {
        if (error instanceof Undecided || isStackOverflow(error)) return false
        throw error
      }
    },
    errors(value) {
      const errors: FoundError[] = []
      try {
        const ownRun: Run = { scope, steps: 0, memory: undefined }
        root.report(value, { run: ownRun, place: undefined, errors })
        return errors.map(placedError)
      } catch (error) {
        if (error instanceof Undecided) return [error.error]
        if (isStackOverflow(error)) return [TOO_DEEP]
        throw error
      }
    },
  }
}

/** Values have at most 512 levels; only a schema with long chains at each of them comes to this. */
function isStackOverflow(error: unknown): boolean {
  return error instanceof RangeError
}

const TOO_DEEP: SchemaError = {
  keyword: '$ref',
  instancePointer: '',
  schemaPointer: '',
  keywordLocation: '',
  message: 'Sample is nested too deeply for this schema',
}

function notASchema(schema: Json): Error {
  return schemaInvalid({
    pointer: '',
    problem: `expected an object or a boolean, saw ${jsonKind(schema)}`,
    hint: 'Write the schema as a JSON object.',
  })
}
