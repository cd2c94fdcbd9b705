import { isJsonArray, isJsonObject, type Json } from '../../kernel/json-value.js'
import { annotations, followReferences } from './schema-references.js'

/** A schema without branches. */
export interface MergedSchema {
  readonly schema: Json
  /** Whether null is right, too, whatever the schema says. */
  readonly isNullable: boolean
}

/**
 * Takes the branch of `allOf` with one branch, and of `anyOf` or `oneOf` with another one that is null, as
 * generators of schemas write what is optional. Anything else is left as it is, references followed.
 */
export function mergeBranches(given: Json, document: Json): MergedSchema {
  const schema = followReferences(given, document)
  const [keyword, branches] = onlyBranches(schema)
  const follow = (branch: Json): Json => followReferences(branch, document)
  if (keyword === 'allOf' && branches.length === 1)
    return mergeBranches(branches[0] ?? true, document)
  if ((keyword !== 'anyOf' && keyword !== 'oneOf') || branches.length !== 2) {
    return { schema, isNullable: false }
  }
  const others = branches.map(follow).filter((branch) => !isNull(branch))
  const [other] = others
  return others.length === 1 && other !== undefined && refusesNull(other)
    ? { schema: other, isNullable: true }
    : { schema, isNullable: false }
}

function onlyBranches(schema: Json): readonly [string | undefined, readonly Json[]] {
  const [keyword, ...more] = keywordsOf(schema)
  if (!isJsonObject(schema) || keyword === undefined || more.length > 0) return [undefined, []]
  const branches = schema.get(keyword)
  return [keyword, isJsonArray(branches) ? branches : []]
}

function isNull(schema: Json): boolean {
  const [keyword, ...more] = keywordsOf(schema)
  return (
    keyword === 'type' &&
    more.length === 0 &&
    typesIn(schema)?.every((type) => type === 'null') === true
  )
}

/** Of `oneOf`, null must not be right twice; of `anyOf`, nothing is said about it beside its branch. */
function refusesNull(schema: Json): boolean {
  return typesIn(schema)?.includes('null') === false
}

function typesIn(schema: Json): readonly Json[] | undefined {
  const type = isJsonObject(schema) ? schema.get('type') : undefined
  if (type === undefined) return undefined
  return isJsonArray(type) ? type : [type]
}

function keywordsOf(schema: Json): readonly string[] {
  return isJsonObject(schema) ? [...schema.keys()].filter((name) => !annotations.has(name)) : []
}
