// node tools/output-schemas.mjs, after a build: writes the schemas of output documents.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { publishedSchemas } from '../dist/shapes/index.js'

mkdirSync('schemas', { recursive: true })
for (const [name, text] of publishedSchemas()) writeFileSync(join('schemas', name), text)
