import { databaseCases } from './database-cases.data.js'
import type { ErrorArea } from './error-case.js'
import { fileCases } from './file-cases.data.js'
import { recipeCases } from './recipe-cases.data.js'
import { schemaCases } from './schema-cases.data.js'
import { serverCases, startServer, stopServer } from './server-cases.data.js'
import { usageCases } from './usage-cases.data.js'

export const errorAreas: readonly ErrorArea[] = [
  { name: 'command-line', title: 'The command line', cases: usageCases },
  { name: 'recipe', title: 'The recipe', cases: recipeCases },
  { name: 'schema', title: 'The JSON Schema', cases: schemaCases },
  { name: 'files', title: 'Files to read', cases: fileCases },
  { name: 'databases', title: 'SQLite and DuckDB', cases: databaseCases },
  {
    name: 'servers',
    title: 'Servers',
    cases: serverCases,
    start: startServer,
    stop: stopServer,
  },
]
