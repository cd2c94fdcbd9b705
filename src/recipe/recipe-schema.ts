import { z } from 'zod'
import { recipeShape } from './recipe-shape.js'

export type JsonSchema = z.core.JSONSchema.JSONSchema

/** The JSON Schema of recipe files, by which editors complete and check them. */
export function recipeSchema(): JsonSchema {
  const schema = z.toJSONSchema(recipeShape, {
    io: 'input',
    // Values of any kind, checked by code.
    unrepresentable: 'any',
  })
  return {
    $id: 'https://loradex.dev/schemas/recipe-v1.json',
    title: 'loradex recipe',
    ...schema,
    properties: {
      $schema: { type: 'string', description: 'For editors; not read.' },
      ...schema.properties,
    },
  }
}
