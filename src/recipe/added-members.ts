import { isObject } from './field-shape.js'
import type { Recipe } from './recipe.js'

/** What an export may add to a sample. */
type AddedMember = 'weight' | 'metadata' | '__schema__'

/** As it is checked: sections may be wrong. */
type Written = Partial<
  Pick<Recipe, 'style' | 'custom' | 'metadata' | 'weighting' | 'structured_gen'>
>

interface Setting {
  readonly name: string
  adds(recipe: Written): boolean
}

const settings: Readonly<Record<AddedMember, Setting>> = {
  weight: {
    name: 'weighting.enable_weights',
    adds: ({ weighting }) => weighting?.enable_weights === true,
  },
  metadata: {
    name: 'metadata.include_metadata',
    adds: ({ metadata }) =>
      metadata?.include_metadata === true && Object.keys(metadata.metadata_fields ?? []).length > 0,
  },
  __schema__: {
    name: 'structured_gen.include_schema_in_output',
    adds: ({ structured_gen }) => structured_gen?.include_schema_in_output === true,
  },
}

/** Whether a template leaves the member to the export that adds it: a line would have it twice. */
export function leavesOut(member: AddedMember): (recipe: Written) => boolean {
  return (recipe) => {
    if (recipe.style !== 'custom' || !settings[member].adds(recipe)) return true
    return !Object.hasOwn(recipe.custom?.template ?? {}, member)
  }
}

interface AddedProblem {
  readonly path: string[]
  readonly error: string
  readonly params: { readonly hint: string }
  readonly when: typeof isObject
}

/** In the words of a refinement of zod. */
export function addedTwice(member: AddedMember): AddedProblem {
  const { name } = settings[member]
  return {
    path: ['custom', 'template', member],
    error: `expected another key, saw the one that ${name} writes`,
    params: { hint: `Rename it, or set ${name} to false.` },
    when: isObject,
  }
}
