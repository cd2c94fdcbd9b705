import { existsSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { exploreApp } from '../explore/app.js'
import { listen } from '../explore/listen.js'
import { openSite } from '../explore/site.js'
import { countOf } from '../ui/format-number.js'
import { isLoradexError } from '../kernel/error.js'
import { loadRecipe, type LoadedRecipe } from '../recipe/load-recipe.js'
import { flagOption, textOption, type Given, type RunCommand } from './command.js'
import type { CommandIo } from './command-io.js'
import { firstPage } from './first-page.js'
import { openInBrowser } from './open-in-browser.js'
import type { ExploreOutput } from './outputs/explore-output.js'
import { signalExit } from './signal-exit.js'
import { usageInvalid } from './usage-invalid.js'
import { wholeNumber } from './whole-number.js'

const DEFAULT_RECIPE = 'loradex.yaml'
const GREATEST_PORT = 65_535

export const exploreCommand: RunCommand = async (given, io) => {
  const port = wholeNumber(textOption(given, 'port'), {
    flag: '--port',
    min: 1,
    max: GREATEST_PORT,
  })
  const { folder, baseFolders } = await findExport(given, io)
  const name = relative(io.cwd, folder) || '.'
  const site = await openSite(folder, { name, baseFolders })
  try {
    const { samples, rejects, manifest } = site.explorer
    const page = firstPage(given, manifest)
    const { url: root, stop } = await listen(exploreApp(site), port ?? 0)
    const url = `${root}${page}`
    const printed: ExploreOutput = {
      format_version: 1,
      url,
      samples: samples.total,
      rejects: rejects.total,
    }
    io.stdout(flagOption(given, 'json') ? JSON.stringify(printed) : url)
    const [kept, dropped] = [countOf(samples.total, 'sample'), countOf(rejects.total, 'reject')]
    io.stderr(`${name}: ${kept}, ${dropped}. Ctrl-C stops.`)
    if (flagOption(given, 'open')) await openInBrowser(url, io)
    await aborted(io.signal)
    await stop()
    return signalExit(io.signal).exitCode
  } finally {
    await site.close()
  }
}

/** The folder that was named, or the one that the recipe here writes. */
async function findExport(given: Given, io: CommandIo) {
  const base = textOption(given, 'base')
  const named = base === undefined ? [] : [resolve(io.cwd, base)]
  const [folder] = given.arguments
  const recipePath = join(io.cwd, DEFAULT_RECIPE)
  const hasRecipe = existsSync(recipePath)
  if (folder !== undefined) {
    return {
      folder: resolve(io.cwd, folder),
      baseFolders: [...named, ...(hasRecipe ? [io.cwd] : [])],
    }
  }
  if (!hasRecipe) {
    throw usageInvalid(
      `expected the folder of an export, or ${DEFAULT_RECIPE} in this folder to say which`,
      'Name the folder that `loradex export` wrote, for example `loradex explore out`.',
    )
  }
  const { recipe, baseFolder } = await loadWithoutSecrets(recipePath, io)
  return {
    folder: resolve(baseFolder, recipe.output.path),
    baseFolders: [...named, dirname(recipePath)],
  }
}

/** The output folder is told by a recipe whose secrets are not at hand, too. */
async function loadWithoutSecrets(path: string, io: CommandIo): Promise<LoadedRecipe> {
  let { env } = io
  for (;;) {
    try {
      return await loadRecipe(path, { shownPath: DEFAULT_RECIPE, env })
    } catch (error) {
      const isSecret = isLoradexError(error) && error.code === 'recipe.env-missing'
      if (!isSecret || !('variable' in error.details)) throw error
      env = { ...env, [error.details.variable]: '' }
    }
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise((done) => {
    signal.addEventListener('abort', () => done(), { once: true })
  })
}
