import type { KeywordSite } from '../keyword-site.js'
import type { Rule } from '../rule.js'
import * as arrays from './arrays.js'
import * as combiners from './combiners.js'
import * as dependents from './dependents.js'
import { membersOf, schemaNamesOf, textOf } from './keyword-value.js'
import * as numbers from './numbers.js'
import * as objects from './objects.js'
import * as references from './references.js'
import * as strings from './strings.js'
import * as unevaluated from './unevaluated.js'
import * as values from './values.js'
import { schemaPointer } from '../schema-node.js'

/** Checks the keyword's value and gives what it demands, if it demands anything. */
export type KeywordCompiler = (site: KeywordSite) => Rule | readonly Rule[] | undefined

/** In the order in which they run: cheap ones first, those that depend on all others last. */
export const keywordCompilers: ReadonlyMap<string, KeywordCompiler> = new Map<
  string,
  KeywordCompiler
>([
  ['$ref', references.ref],
  ['$recursiveAnchor', references.recursiveAnchor],
  ['$recursiveRef', references.recursiveRef],
  ['$dynamicRef', references.dynamicRef],
  ['$id', text],
  ['id', formerId],
  ['$anchor', text],
  ['$dynamicAnchor', text],
  ['$defs', schemas],
  ['definitions', schemas],
  ['$vocabulary', members],
  ['type', values.type],
  ['const', values.constant],
  ['enum', values.enumeration],
  ['required', objects.required],
  ['dependentRequired', dependents.dependentRequired],
  ['minProperties', objects.minProperties],
  ['maxProperties', objects.maxProperties],
  ['minItems', arrays.minItems],
  ['maxItems', arrays.maxItems],
  ['minimum', numbers.minimum],
  ['exclusiveMinimum', numbers.exclusiveMinimum],
  ['maximum', numbers.maximum],
  ['exclusiveMaximum', numbers.exclusiveMaximum],
  ['multipleOf', numbers.multipleOf],
  ['minLength', strings.minLength],
  ['maxLength', strings.maxLength],
  ['format', strings.format],
  ['pattern', strings.pattern],
  ['contentEncoding', strings.content],
  ['contentMediaType', strings.content],
  ['properties', objects.properties],
  ['patternProperties', objects.patternProperties],
  ['additionalProperties', objects.additionalProperties],
  ['propertyNames', objects.propertyNames],
  ['prefixItems', arrays.prefixItems],
  ['items', arrays.items],
  ['additionalItems', arrays.additionalItems],
  ['contains', arrays.contains],
  ['minContains', arrays.containsLimit],
  ['maxContains', arrays.containsLimit],
  ['uniqueItems', arrays.uniqueItems],
  ['dependentSchemas', dependents.dependentSchemas],
  ['dependencies', dependents.dependencies],
  ['allOf', combiners.allOf],
  ['anyOf', combiners.anyOf],
  ['oneOf', combiners.oneOf],
  ['not', combiners.not],
  ['if', combiners.conditional],
  ['then', combiners.consequenceAlone],
  ['else', combiners.consequenceAlone],
  ['unevaluatedItems', unevaluated.unevaluatedItems],
  ['unevaluatedProperties', unevaluated.unevaluatedProperties],
])

function text(site: KeywordSite): undefined {
  textOf(site)
}

/** Draft 4 schemas have properties of this name outside `properties`; what is no text names nothing. */
function formerId({ value, node, keyword, compiler }: KeywordSite): undefined {
  if (typeof value === 'string') return
  const pointer = schemaPointer(node, keyword)
  compiler.warn(`id at ${pointer} is no text, and so no id`)
}

function members(site: KeywordSite): undefined {
  membersOf(site)
}

function schemas(site: KeywordSite): undefined {
  schemaNamesOf(site)
}
