import type { Json } from '../../../kernel/json-value.js'
import type { Expression, Grammar } from '../grammar.js'
import { schemaExpression } from './schema-expression.js'
import type { SchemaDifference, SchemaRules } from './schema-rules.js'

interface Target {
  readonly rules: Map<string, Expression>
  /** The rule for the whole; names of the others begin with it. */
  readonly name: string
  readonly isCompact?: boolean
}

/** Adds rules for the JSON texts of a schema, and tells where they are not what the schema says. */
export function addSchemaRules(
  schema: Json,
  { rules, name, isCompact = false }: Target,
): readonly SchemaDifference[] {
  const schemaRules: SchemaRules = {
    root: schema,
    rules,
    prefix: name,
    differences: [],
    shared: new Map([['ref', name]]),
    isCompact,
  }
  rules.set(name, { kind: 'sequence', parts: [] })
  rules.set(name, schemaExpression(schemaRules, { schema, pointer: '' }))
  return schemaRules.differences
}

export interface SchemaGrammar {
  readonly grammar: Grammar
  readonly differences: readonly SchemaDifference[]
}

/**
 * The JSON texts of a schema as a grammar. What a grammar cannot say, or does not, is told: where
 * no difference is `wider`, every text of the grammar keeps the schema.
 */
export function schemaToGrammar(
  schema: Json,
  options: { readonly isCompact?: boolean } = {},
): SchemaGrammar {
  const rules = new Map<string, Expression>()
  const differences = addSchemaRules(schema, { ...options, rules, name: 'root' })
  return { grammar: { start: 'root', rules }, differences }
}
