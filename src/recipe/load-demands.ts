import { loadSchemaBounded, type SchemaOptions } from './load-schema.js'
import { loadTextConstraint } from './load-text-constraint.js'
import type { StructuredGenRecipe } from './recipe.js'
import type { TextConstraint } from './text-constraint.js'

/** What the recipe demands of samples. */
export interface Demands {
  /** The schema, on one line. */
  readonly schemaText: string | undefined
  /** The regex or grammar. */
  readonly constraint: TextConstraint | undefined
  /** What is odd about them without being wrong; one line each. */
  readonly warnings: readonly string[]
}

type Keys = Pick<StructuredGenRecipe, 'json_schema' | 'regex' | 'grammar' | 'grammar_format'>

/** @throws `schema.invalid`, `grammar.invalid` */
export async function loadDemands(keys: Keys, options: SchemaOptions): Promise<Demands> {
  const { json_schema } = keys
  const schema =
    json_schema === undefined ? undefined : await loadSchemaBounded(json_schema, options)
  const text = loadTextConstraint(keys, options)
  return {
    schemaText: schema?.text,
    constraint: text?.constraint,
    warnings: [...(schema?.warnings ?? []), ...(text?.warnings ?? [])],
  }
}
