import { isJsonObject, type Json } from '../../kernel/json-value.js'
import type { SchemaMistake } from './schema-mistake.js'
import { schemaPointer, type SchemaNode } from './schema-node.js'

/** Keywords that one validator has and JSON Schema has not: where they mean more than a note, they are refused. */
export function foreignKeywords(node: SchemaNode): readonly SchemaMistake[] {
  const { schema } = node
  if (typeof schema === 'boolean') return []
  const mistakes: SchemaMistake[] = []
  if (schema.has('$async')) {
    mistakes.push({
      pointer: schemaPointer(node, '$async'),
      isKey: true,
      problem: 'expected a schema that is checked at once, saw $async',
      hint: 'Leave $async out: it belongs to one validator.',
    })
  }
  if (isData(schema.get('const'))) {
    mistakes.push({
      pointer: schemaPointer(node, 'const'),
      problem: 'expected a value, saw a reference to data',
      hint: 'Write the value: $data belongs to one validator.',
    })
  }
  return mistakes
}

function isData(value: Json | undefined): boolean {
  return isJsonObject(value) && value.size === 1 && typeof value.get('$data') === 'string'
}
