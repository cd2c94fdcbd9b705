import { readFile } from 'node:fs/promises'
import { nearestWord } from '../kernel/nearest-word.js'
import { flagOption, type RunCommand } from './command.js'
import { schemaNames, schemaPath } from './schema-files.js'
import { usageInvalid } from './usage-invalid.js'

export const schemaCommand: RunCommand = async (given, io) => {
  const [name] = given.arguments
  const names = await schemaNames()
  if (name === undefined) {
    const width = Math.max(...names.map((known) => known.length))
    for (const known of names) io.stdout(`${known.padEnd(width)}  ${schemaPath(known)}`)
    return 0
  }
  if (!names.includes(name)) throw noSuchSchema(name, names)
  const path = schemaPath(name)
  io.stdout(flagOption(given, 'path') ? path : (await readFile(path, 'utf8')).trimEnd())
  return 0
}

function noSuchSchema(name: string, names: readonly string[]) {
  const meant = nearestWord(name, names)
  return usageInvalid(
    `expected the name of a schema, saw ${JSON.stringify(name)}`,
    meant === undefined ? 'Run loradex schema to see all names.' : `Run loradex schema ${meant}.`,
  )
}
