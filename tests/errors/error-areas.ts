import { adapterCases } from './adapter-cases.data.js'
import { commandCases, freePort, takePort } from './command-cases.data.js'
import { databaseCases } from './database-cases.data.js'
import { driverCases } from './driver-cases.data.js'
import type { ErrorArea } from './error-case.js'
import { fileCases } from './file-cases.data.js'
import { grammarCases } from './grammar-cases.data.js'
import { libraryCases } from './library-cases.data.js'
import { lineageCases } from './lineage-cases.data.js'
import { metadataCases } from './metadata-cases.data.js'
import { postgresArea } from './postgres-cases.data.js'
import { recipeCases } from './recipe-cases.data.js'
import { registryCases, startRegistry, stopRegistry } from './registry-cases.data.js'
import { schemaCases } from './schema-cases.data.js'
import { serverCases, startServer, stopServer } from './server-cases.data.js'
import { signingCases } from './signing-cases.data.js'
import { targetCases } from './target-cases.data.js'
import { sparkCases } from './spark-cases.data.js'
import { templateCases } from './template-cases.data.js'
import { usageCases } from './usage-cases.data.js'
import { warningCases } from './warning-cases.data.js'

export const errorAreas: readonly ErrorArea[] = [
  { name: 'command-line', title: 'The command line', cases: usageCases },
  { name: 'recipe', title: 'The recipe', cases: recipeCases },
  { name: 'templates', title: 'Templates', cases: templateCases },
  { name: 'schema', title: 'The JSON Schema', cases: schemaCases },
  { name: 'grammar', title: 'Regex and grammar', cases: grammarCases },
  { name: 'files', title: 'Files to read', cases: fileCases },
  { name: 'databases', title: 'SQLite and DuckDB', cases: databaseCases },
  postgresArea,
  { name: 'drivers', title: 'Packages that are missing', cases: driverCases },
  {
    name: 'servers',
    title: 'Servers',
    cases: serverCases,
    start: startServer,
    stop: stopServer,
  },
  { name: 'targets', title: 'Where the export goes', cases: targetCases },
  { name: 'metadata', title: 'Adapter metadata', cases: metadataCases },
  { name: 'adapters', title: 'Adapters', cases: adapterCases },
  { name: 'lineage', title: 'Lineage and releases', cases: lineageCases },
  {
    name: 'registries',
    title: 'Registries',
    cases: registryCases,
    start: startRegistry,
    stop: stopRegistry,
  },
  { name: 'signing', title: 'Signatures', cases: signingCases },
  {
    name: 'commands',
    title: 'Other commands',
    cases: commandCases,
    start: takePort,
    stop: freePort,
  },
  { name: 'spark', title: 'Spark', cases: sparkCases },
  { name: 'library', title: 'Programs', cases: libraryCases },
  { name: 'warnings', title: 'Warnings', cases: warningCases },
]
