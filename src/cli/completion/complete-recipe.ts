import { isSchemaNode, type SchemaNode } from '../../recipe/recipe-schema.js'
import { isField, keysOf, schemaAt } from '../../recipe/schema-node.js'
import type { Recipe } from '../../recipe/recipe.js'
import type { CommandIo } from '../command-io.js'
import type { Candidate, Completion } from './candidate.js'
import { recipeOf } from './loaded-recipe.js'
import type { Line } from './read-line.js'
import { columnsOf } from './source-columns.js'

const paths: ReadonlyMap<string, Completion['paths']> = new Map([
  ['source.path', 'files'],
  ['structured_gen.json_schema', 'files'],
  ['structured_gen.grammar', 'files'],
  ['output.path', 'folders'],
])

/** Of `--set quality.min`: keys of the recipe, section by section; after the `=`, values. */
export async function completeRecipe(
  line: Line,
  world: Pick<CommandIo, 'env' | 'cwd' | 'signal'>,
): Promise<Completion> {
  const { text } = line.current
  const loaded = await recipeOf(line, world)
  const equals = text.indexOf('=')
  if (equals < 0) return { candidates: keyCandidates(text, loaded?.recipe), paths: 'none' }
  const key = text.slice(0, equals)
  // The type says which keys a source has, and not which types there are.
  const node = schemaAt(key.split('.'), key === 'source.type' ? undefined : loaded?.recipe)
  const isColumn = isField(node) && loaded !== undefined
  const candidates = isColumn ? await columnsOf(loaded, world) : valueCandidates(node)
  return {
    candidates: candidates.map(({ value, about }) => ({ value: `${key}=${value}`, about })),
    paths: paths.get(key) ?? 'none',
  }
}

function keyCandidates(text: string, recipe: Recipe | undefined): readonly Candidate[] {
  const section = text.split('.').slice(0, -1)
  const node = schemaAt(section, recipe)
  const own = keysOf(node).length > 0 ? keysOf(node) : Object.keys(sectionOf(recipe, section))
  return own
    .filter((key) => key !== '$schema')
    .map((key) => {
      const path = [...section, key]
      const member = schemaAt(path, recipe)
      const isSection = keysOf(member).length > 0 || isSchemaNode(member?.additionalProperties)
      const about = member?.description ?? schemaAt(path, undefined)?.description ?? ''
      return { value: `${path.join('.')}${isSection && !isField(member) ? '.' : '='}`, about }
    })
}

/** What the recipe has there, for sections whose keys are free: `split.ratios`. */
function sectionOf(recipe: unknown, path: readonly string[]): object {
  let found = recipe
  for (const key of path) {
    if (typeof found !== 'object' || found === null) return {}
    found = Object.hasOwn(found, key) ? Reflect.get(found, key) : undefined
  }
  return typeof found === 'object' && found !== null ? found : {}
}

function valueCandidates(node: SchemaNode | undefined): readonly Candidate[] {
  if (node === undefined) return []
  const defaultText = node.default === undefined ? undefined : JSON.stringify(node.default)
  const values =
    node.type === 'boolean'
      ? ['true', 'false']
      : (node.enum?.map(String) ??
        (node.type === 'number' || node.type === 'integer' ? [defaultText] : []))
  return values
    .filter((value) => value !== undefined)
    .map((value) => ({ value, about: isDefault(value) ? 'default' : '' }))

  function isDefault(value: string): boolean {
    return value === defaultText || JSON.stringify(value) === defaultText
  }
}
