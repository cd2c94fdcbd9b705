import { flagOption, textOption, type RunCommand } from './command.js'

const DEFAULT_FILE = 'loradex.yaml'

/** Says at once what it does, and only then loads what it takes. */
export const initCommand: RunCommand = async (given, io, reporter) => {
  const [source] = given.arguments
  const query = textOption(given, 'query')
  const isQuiet = flagOption(given, 'dryRun') || flagOption(given, 'json')
  const { redactUrl } = await import('../kernel/redact.js')
  const shown = redactUrl(source ?? (query === undefined ? 'this folder' : 'the query'))
  io.stderr(`looking at ${shown}`)
  const { runInit } = await import('./run-init.js')
  return runInit(
    {
      source,
      file: textOption(given, 'out') ?? DEFAULT_FILE,
      table: textOption(given, 'table'),
      query,
      asks: !flagOption(given, 'yes') && !isQuiet,
      force: flagOption(given, 'force'),
      dryRun: flagOption(given, 'dryRun'),
      json: flagOption(given, 'json'),
    },
    { ...io, reporter },
  )
}
