import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { loadRecipe } from '../recipe/load-recipe.js'
import { flagOption, listOption, textOption, type Given, type RunCommand } from './command.js'
import { optionName } from './option-name.js'
import type { CommandIo } from './command-io.js'
import { loadUserConfig } from './config/load-user-config.js'
import { machineValues } from './config/machine-values.js'
import { originText } from './config/origin-text.js'
import { recipeValues } from './config/recipe-values.js'
import type { ConfigOutput, EffectiveValue } from './outputs/config-output.js'
import { showWarnings } from './show-warnings.js'

const DEFAULT_RECIPE = 'loradex.yaml'
/** Longer values are cut where a person reads them; `--json` has them whole. */
const SHOWN_CODE_POINTS = 48

export const showConfig: RunCommand = async (given, io) => {
  const config = await loadUserConfig(io.env, io.cwd)
  const machine = machineValues(io.env, config, (name) => textOption(given, optionName(name)))
  const recipe = await readRecipe(given, io)
  const configFile = { path: config.path ?? null, exists: config.exists }
  if (flagOption(given, 'json')) {
    const shown: ConfigOutput = {
      format_version: 1,
      config_file: configFile,
      machine,
      recipe,
    }
    io.stdout(JSON.stringify(shown, null, 2))
    return 0
  }
  const values = [...machine, ...(recipe?.values ?? [])]
  for (const line of table(values, { withOrigin: flagOption(given, 'origin') })) io.stdout(line)
  return 0
}

/** Null, where no recipe is named and there is none in this folder. */
async function readRecipe(given: Given, io: CommandIo): Promise<ConfigOutput['recipe']> {
  const [named] = given.arguments
  const overrides = listOption(given, 'set')
  const path = named ?? DEFAULT_RECIPE
  const filePath = resolve(io.cwd, path)
  if (named === undefined && overrides.length === 0 && !existsSync(filePath)) {
    io.stderr(`no ${DEFAULT_RECIPE} in this folder: these are the settings of the machine alone`)
    return null
  }
  const loaded = await loadRecipe(filePath, { shownPath: path, env: io.env, overrides })
  showWarnings(loaded.warnings, io)
  return { path, values: recipeValues(loaded) }
}

function table(
  values: readonly EffectiveValue[],
  { withOrigin }: { readonly withOrigin: boolean },
): readonly string[] {
  const rows = values.map(({ key, value, origin }) => ({
    key,
    text: cut(typeof value === 'string' && value !== '' ? value : JSON.stringify(value)),
    origin: withOrigin ? originText(origin) : '',
  }))
  const keyWidth = Math.max(...rows.map(({ key }) => key.length))
  const textWidth = Math.max(...rows.map(({ text }) => text.length))
  return rows.map(({ key, text, origin }) =>
    `${key.padEnd(keyWidth)}  ${text.padEnd(textWidth)}  ${origin}`.trimEnd(),
  )
}

function cut(text: string): string {
  const shown = Array.from(text)
  return shown.length <= SHOWN_CODE_POINTS
    ? text
    : `${shown.slice(0, SHOWN_CODE_POINTS - 1).join('')}…`
}
