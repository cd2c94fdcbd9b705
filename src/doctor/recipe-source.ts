import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PlacedRecipe } from '../recipe/load-recipe.js'
import { openSource } from '../recipe/open-source.js'
import { placeFrom } from '../recipe/place-from.js'
import type { Environment } from '../recipe/secrets.js'
import type { Source, SourcePart } from '../sources/source.js'
import { ok, warn, type Check } from './check.js'

export interface SourceCheckOptions {
  readonly env: Environment
  readonly signal?: AbortSignal | undefined
}

/** Enough to see that an input can be opened, read and understood. */
const READ_BYTES = 64 * 1024
/** More would take long, and fail no differently. */
const MOST_OPENED = 1000

/** Every input of the source can be opened and read, as far as its first records. */
export function recipeSource(
  { recipe, baseFolder }: PlacedRecipe,
  options: SourceCheckOptions,
): Check {
  const { env, signal } = options
  return {
    id: 'recipe.source',
    title: 'source',
    async run() {
      if (recipe.source.type === 'stdin') return ok('standard input, which is not read here')
      const source = openSource(recipe.source, {
        baseFolder,
        env,
        target: placeFrom(baseFolder, recipe.output.path),
      })
      const spoolFolder = await mkdtemp(join(tmpdir(), 'loradex-doctor-'))
      try {
        const parts = await source.plan({ spoolFolder, enoughRecords: 1, signal })
        const first = firstParts(parts)
        let records = 0
        for (const part of first.slice(0, MOST_OPENED))
          records += await readSome(source, part, signal)
        const opened = Math.min(first.length, MOST_OPENED)
        const saw = `${source.id}: ${opened} of ${first.length} ${first.length === 1 ? 'input' : 'inputs'} read`
        return records > 0 ? ok(saw) : warn(`${saw}, no records`, 'Check source in the recipe.')
      } finally {
        await rm(spoolFolder, { recursive: true, force: true })
      }
    },
  }
}

async function readSome(
  source: Source,
  part: SourcePart,
  signal: AbortSignal | undefined,
): Promise<number> {
  for await (const { lines } of source.read(part, { batchBytes: READ_BYTES, signal })) {
    if (lines.length > 0) return lines.length
  }
  return 0
}

/** Parts of one input are neighbours. */
function firstParts(parts: readonly SourcePart[]): readonly SourcePart[] {
  return parts.filter(({ input }, index) => parts[index - 1]?.input !== input)
}
