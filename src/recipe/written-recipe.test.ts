// Not a test itself: writes recipes for the tests beside it.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { isLoradexError, type LoradexError } from '../kernel/error.js'
import { loadRecipe, type LoadedRecipe, type LoadOptions } from './load-recipe.js'

export const folder: string = mkdtempSync(join(tmpdir(), 'recipe-'))
// Not a hook of the test runner: with many files in one process that runs before others are done.
process.once('exit', () => rmSync(folder, { recursive: true }))

export const source = 'source: { type: jsonl, path: cases.jsonl }\n'

export interface Written extends Partial<LoadOptions> {
  readonly name?: string
}

export async function load(
  text: string | Uint8Array,
  { name = 'loradex.yaml', env = {}, overrides = [] }: Written = {},
): Promise<LoadedRecipe> {
  const path = join(folder, name)
  writeFileSync(path, text)
  return await loadRecipe(path, { env, overrides })
}

export async function failureOf(
  text: string | Uint8Array,
  written: Written = {},
): Promise<LoradexError> {
  try {
    await load(text, written)
  } catch (error) {
    if (isLoradexError(error)) return error
    throw error
  }
  assert.fail('expected the recipe to be refused')
}

/** Without the folder, which differs from run to run. */
export async function problemsOf(text: string, written: Written = {}): Promise<readonly string[]> {
  const { details } = await failureOf(text, written)
  assert.ok('problems' in details)
  return details.problems.map((problem) => problem.replace(join(folder, '/'), ''))
}
