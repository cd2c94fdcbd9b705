import { z } from 'zod'
import { recipeShape } from './recipe-shape.js'

export type SchemaNode = z.core.JSONSchema.BaseSchema

export function isSchemaNode(node: unknown): node is SchemaNode {
  return typeof node === 'object' && node !== null && !Array.isArray(node)
}

/** The JSON Schema of recipe files, by which editors complete and check them. */
export function recipeSchema(): SchemaNode {
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

/** The file that the package ships. */
export function recipeSchemaText(): string {
  return `${JSON.stringify(recipeSchema(), undefined, 2)}\n`
}
