import { readdir } from 'node:fs/promises'
import { MARK } from '../export/folder/assert-free.js'
import { fail, ok, warn, type Check } from './check.js'

/** Whether an export would find its target free; `writableFolder` tells whether it can be written. */
export function recipeTarget(target: string): Check {
  return {
    id: 'recipe.target',
    title: 'target',
    async run() {
      const names: readonly string[] = await readdir(target).catch((cause: unknown) => {
        if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return []
        throw cause
      })
      if (names.length === 0) return ok(`${target} is free`)
      const otherwise = 'name another folder with --out'
      return names.includes(MARK)
        ? warn(`${target} holds an earlier export`, `Pass --force to replace it, or ${otherwise}.`)
        : fail(
            `${target} holds something that is not an export`,
            `Name another folder with --out: only an export is ever replaced.`,
          )
    },
  }
}
