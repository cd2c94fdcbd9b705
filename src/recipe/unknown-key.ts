import { nearestWord } from '../kernel/nearest-word.js'
import { anyOfWords } from './expected-value.js'
import type { Problem, RecipePath } from './recipe-problem.js'
import { allKeys, keysOf, schemaAt } from './schema-node.js'

/** A key that its section does not have; says where it belongs, or which one may have been meant. */
export function unknownKey(path: RecipePath, recipe: unknown): Problem {
  const key = String(path.at(-1))
  const parent = path.slice(0, -1)
  return { path, place: 'key', ...adviceOn(key, parent, recipe) }
}

type Advice = Pick<Problem, 'text' | 'hint' | 'meant'>

function adviceOn(key: string, parent: RecipePath, recipe: unknown): Advice {
  const known = keysOf(schemaAt(parent, recipe)).filter((each) => each !== '$schema')
  const elsewhere = allKeys().find((each) => each.key === key && each.section !== parent.join('.'))
  if (elsewhere) return belongs(key, elsewhere.section)
  const meant = nearestWord(key, known)
  if (meant !== undefined) {
    return { text: `unknown key, did you mean ${meant}?`, hint: `Write ${meant} instead.`, meant }
  }
  const far = allKeys().find((each) => each.key === nearestWord(key, distantKeys(parent)))
  if (far) {
    const path = far.section === '' ? far.key : `${far.section}.${far.key}`
    return { text: `unknown key, did you mean ${path}?`, hint: `Write it as ${path}.` }
  }
  const kind = kindOf(parent, recipe)
  if (known.length === 0) return { text: `unknown key${kind}`, hint: 'Remove the key.' }
  return { text: `unknown key${kind}`, hint: `Remove it, or use ${anyOfWords(known)}.` }
}

function belongs(key: string, section: string): Advice {
  return {
    text: `unknown key, ${key} belongs ${section === '' ? 'at the top' : `under ${section}`}`,
    hint: section === '' ? 'Move it to the top of the recipe.' : `Move it under ${section}.`,
  }
}

/** Keys of other sections. */
function distantKeys(parent: RecipePath): readonly string[] {
  return allKeys()
    .filter(({ section }) => section !== parent.join('.'))
    .map(({ key }) => key)
}

/** Which keys a source has depends on its type. */
function kindOf(parent: RecipePath, recipe: unknown): string {
  if (parent.join('.') !== 'source') return ''
  const source: unknown =
    typeof recipe === 'object' && recipe !== null && 'source' in recipe ? recipe.source : undefined
  const isTyped = typeof source === 'object' && source !== null && 'type' in source
  return isTyped && typeof source.type === 'string' ? ` for type ${source.type}` : ''
}
