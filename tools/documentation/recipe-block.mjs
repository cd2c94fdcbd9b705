import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadRecipe } from '#loradex/recipe/load-recipe.js'
import { count, failureAt } from './outcome.mjs'

/** Any variable has a value: the page says which one has to be set. */
const env = new Proxy(
  {},
  {
    get: () => 'value',
    getOwnPropertyDescriptor: () => ({ value: 'value', configurable: true, enumerable: true }),
  },
)

/** Whether the file is one; other YAML files have no such keys. */
export function isRecipe({ text }) {
  return /^(?:source|style):/mu.test(text)
}

export async function checkRecipeFile(block, session, path) {
  const problem = await problemOf(path, block.file)
  count(session, 'recipe checked')
  if (problem !== undefined && !block.isInvalid) throw failureAt(block, session, problem)
  if (problem === undefined && block.isInvalid) {
    throw failureAt(block, session, `${block.file} is called invalid, and is accepted`)
  }
}

/**
 * A part of a recipe, or several: one begins wherever a key comes again. What a recipe cannot do
 * without is filled in.
 */
export async function checkRecipePart(block, session) {
  const path = join(session.folder, 'part-of-a-recipe.yaml')
  for (const { text, line } of partsOf(block)) {
    const source = /^source:/mu.test(text) ? '' : 'source: { type: stdin }\n'
    writeFileSync(path, text + source)
    const problem = await problemOf(path, 'recipe')
    count(session, 'part of a recipe checked')
    if (problem !== undefined) throw failureAt({ line }, session, problem)
  }
}

function partsOf({ text, line }) {
  const parts = []
  let keys = new Set()
  for (const [index, shown] of text.split('\n').slice(0, -1).entries()) {
    const [, key] = /^(\w+):/u.exec(shown) ?? []
    if (parts.length === 0 || keys.has(key)) {
      parts.push({ text: '', line: line + 1 + index })
      keys = new Set()
    }
    if (key !== undefined) keys.add(key)
    parts.at(-1).text += `${shown}\n`
  }
  return parts
}

async function problemOf(path, shownPath) {
  try {
    await loadRecipe(path, { env, shownPath })
    return undefined
  } catch (error) {
    return error.message
  }
}
