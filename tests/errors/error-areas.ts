import type { ErrorArea } from './error-case.js'
import { recipeCases } from './recipe-cases.data.js'
import { schemaCases } from './schema-cases.data.js'
import { usageCases } from './usage-cases.data.js'

export const errorAreas: readonly ErrorArea[] = [
  { name: 'command-line', title: 'The command line', cases: usageCases },
  { name: 'recipe', title: 'The recipe', cases: recipeCases },
  { name: 'schema', title: 'The JSON Schema', cases: schemaCases },
]
