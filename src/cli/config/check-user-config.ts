import { nearestWord } from '../../kernel/nearest-word.js'
import { quote, type Problem } from '../../recipe/recipe-problem.js'
import type { Setting } from './setting.js'

/** A setting of the configuration file, as its variable would be written. */
export interface ConfigValue {
  readonly key: string
  readonly text: string
}

/** What the file sets, and all that is wrong with it. */
export function checkUserConfig(
  written: unknown,
  settings: readonly Setting[],
): { readonly values: readonly ConfigValue[]; readonly problems: readonly Problem[] } {
  if (typeof written !== 'object' || written === null || Array.isArray(written)) {
    const text = `expected keys with values, saw ${seen(written)}`
    return {
      values: [],
      problems: [{ path: [], place: 'value', text, hint: 'Write key: value, one a line.' }],
    }
  }
  const values: ConfigValue[] = []
  const problems: Problem[] = []
  for (const [key, value] of Object.entries(written)) {
    const setting = settings.find((candidate) => candidate.key === key)
    if (key === '$schema') continue
    if (setting === undefined) {
      problems.push({ path: [key], place: 'key', ...unknownKey(key, settings) })
    } else if (allows(setting, value)) {
      values.push({ key, text: String(value) })
    } else {
      const text = `expected ${expectedOf(setting)}, saw ${seen(value)}${adviceOn(value, setting)}`
      problems.push({ path: [key], place: 'value', text, hint: `Write ${expectedOf(setting)}.` })
    }
  }
  return { values, problems }
}

/** Recipes say these, as they decide what comes out. */
const recipeWords = /^(?:source|style|field_mapping|quality|split|output|gates|weighting|dedup)$/u

function unknownKey(key: string, settings: readonly Setting[]): Pick<Problem, 'text' | 'hint'> {
  if (recipeWords.test(key)) {
    return { text: `unknown key, ${key} belongs into a recipe`, hint: 'Move it to the recipe.' }
  }
  const keys = settings.map((setting) => setting.key)
  const meant = nearestWord(key, keys)
  return meant === undefined
    ? { text: `unknown key, expected ${keys.join(', ')}`, hint: 'Remove it.' }
    : { text: `unknown key, did you mean ${meant}?`, hint: `Write ${meant} instead.` }
}

function allows({ values }: Setting, value: unknown): boolean {
  if (isRange(values)) {
    return Number.isInteger(value) && Number(value) >= values.min && Number(value) <= values.max
  }
  return typeof value === 'string' && values.includes(value)
}

/** The same for a value that a variable holds, which is always text. */
export function allowsText(setting: Setting, text: string): boolean {
  return allows(setting, isRange(setting.values) && /^\d+$/u.test(text) ? Number(text) : text)
}

/** `a whole number from 1 to 64`, `one of auto, never` */
export function expectedOf({ values }: Setting): string {
  return isRange(values)
    ? `a whole number from ${values.min} to ${values.max}`
    : `one of ${values.join(', ')}`
}

function isRange(
  values: Setting['values'],
): values is { readonly min: number; readonly max: number } {
  return 'min' in values
}

function adviceOn(value: unknown, { values }: Setting): string {
  if (typeof value !== 'string') return ''
  if (isRange(values)) return /^\d+$/u.test(value) ? ' (leave out the quotes)' : ''
  const meant = nearestWord(value, values)
  return meant === undefined ? '' : `, did you mean ${meant}?`
}

function seen(value: unknown): string {
  if (typeof value === 'string') return `string ${quote(value)}`
  if (Array.isArray(value)) return 'a list'
  return typeof value === 'object' && value !== null ? 'an object' : String(value)
}
