import { join } from 'node:path'
import { readPlainFile } from '../disk/plain-file.js'
import type { JsonObject } from '../kernel/json-value.js'
import { parseJson } from '../kernel/parse-json.js'
import { compileBounded } from '../schema/apart/compile-bounded.js'
import type { SchemaError } from '../schema/validate/validator.js'

/** The JSON Schema of an export's samples, held against their lines. */
export interface SampleSchema {
  accepts(sample: JsonObject): boolean
  errors(sample: JsonObject): readonly SchemaError[]
}

/** What an export adds to the content that the schema is about. */
const added = ['weight', 'metadata', '__schema__']

/** Nothing where the export has no schema. */
export async function readSampleSchema(folder: string): Promise<SampleSchema | undefined> {
  const bytes = await readPlainFile(join(folder, 'schema.json')).catch(() => undefined)
  const parsed = bytes && parseJson(bytes)
  if (!parsed || !('value' in parsed)) return undefined
  try {
    const validator = await compileBounded(parsed.value)
    return {
      accepts: (sample) => validator.accepts(contentOf(sample)),
      errors: (sample) => validator.errors(contentOf(sample)),
    }
  } catch {
    return undefined
  }
}

function contentOf(sample: JsonObject): JsonObject {
  return new Map([...sample].filter(([key]) => !added.includes(key)))
}
