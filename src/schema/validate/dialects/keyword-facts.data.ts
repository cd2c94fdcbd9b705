import type { DialectName } from './dialect-name.js'

/** How a keyword's value holds schemas, if it does. */
export type Holding = 'one' | 'list' | 'map' | 'one-or-list' | 'map-or-names'

export interface KeywordFacts {
  readonly keyword: string
  readonly since: DialectName
  /** Last dialect that has it. */
  readonly until?: DialectName
  readonly vocabulary: string
  readonly holds?: Holding
}

/** In the order in which they are checked. Annotations count as core: turning them off changes nothing. */
export const keywordFacts: readonly KeywordFacts[] = [
  { keyword: '$schema', since: 'draft-04', vocabulary: 'core' },
  { keyword: '$ref', since: 'draft-04', vocabulary: 'core' },
  { keyword: '$id', since: 'draft-06', vocabulary: 'core' },
  { keyword: '$comment', since: 'draft-07', vocabulary: 'core' },
  { keyword: '$anchor', since: '2019-09', vocabulary: 'core' },
  { keyword: '$defs', since: '2019-09', vocabulary: 'core', holds: 'map' },
  { keyword: 'definitions', since: 'draft-04', vocabulary: 'core', holds: 'map' },
  { keyword: '$recursiveRef', since: '2019-09', until: '2019-09', vocabulary: 'core' },
  { keyword: '$recursiveAnchor', since: '2019-09', until: '2019-09', vocabulary: 'core' },
  { keyword: '$dynamicRef', since: '2020-12', vocabulary: 'core' },
  { keyword: '$dynamicAnchor', since: '2020-12', vocabulary: 'core' },
  { keyword: '$vocabulary', since: '2019-09', vocabulary: 'core' },
  { keyword: 'id', since: 'draft-04', until: 'draft-04', vocabulary: 'core' },
  { keyword: 'type', since: 'draft-04', vocabulary: 'validation' },
  { keyword: 'enum', since: 'draft-04', vocabulary: 'validation' },
  { keyword: 'multipleOf', since: 'draft-04', vocabulary: 'validation' },
  { keyword: 'maximum', since: 'draft-04', vocabulary: 'validation' },
  { keyword: 'exclusiveMaximum', since: 'draft-04', vocabulary: 'validation' },
  { keyword: 'minimum', since: 'draft-04', vocabulary: 'validation' },
  { keyword: 'exclusiveMinimum', since: 'draft-04', vocabulary: 'validation' },
  { keyword: 'maxLength', since: 'draft-04', vocabulary: 'validation' },
  { keyword: 'minLength', since: 'draft-04', vocabulary: 'validation' },
  { keyword: 'pattern', since: 'draft-04', vocabulary: 'validation' },
  { keyword: 'maxItems', since: 'draft-04', vocabulary: 'validation' },
  { keyword: 'minItems', since: 'draft-04', vocabulary: 'validation' },
  { keyword: 'uniqueItems', since: 'draft-04', vocabulary: 'validation' },
  { keyword: 'maxProperties', since: 'draft-04', vocabulary: 'validation' },
  { keyword: 'minProperties', since: 'draft-04', vocabulary: 'validation' },
  { keyword: 'required', since: 'draft-04', vocabulary: 'validation' },
  { keyword: 'const', since: 'draft-06', vocabulary: 'validation' },
  { keyword: 'maxContains', since: '2019-09', vocabulary: 'validation' },
  { keyword: 'minContains', since: '2019-09', vocabulary: 'validation' },
  { keyword: 'dependentRequired', since: '2019-09', vocabulary: 'validation' },
  { keyword: 'properties', since: 'draft-04', vocabulary: 'applicator', holds: 'map' },
  { keyword: 'patternProperties', since: 'draft-04', vocabulary: 'applicator', holds: 'map' },
  { keyword: 'additionalProperties', since: 'draft-04', vocabulary: 'applicator', holds: 'one' },
  { keyword: 'propertyNames', since: 'draft-06', vocabulary: 'applicator', holds: 'one' },
  { keyword: 'prefixItems', since: '2020-12', vocabulary: 'applicator', holds: 'list' },
  { keyword: 'items', since: 'draft-04', vocabulary: 'applicator', holds: 'one-or-list' },
  {
    keyword: 'additionalItems',
    since: 'draft-04',
    until: '2019-09',
    vocabulary: 'applicator',
    holds: 'one',
  },
  { keyword: 'contains', since: 'draft-06', vocabulary: 'applicator', holds: 'one' },
  { keyword: 'dependencies', since: 'draft-04', vocabulary: 'applicator', holds: 'map-or-names' },
  { keyword: 'dependentSchemas', since: '2019-09', vocabulary: 'applicator', holds: 'map' },
  { keyword: 'allOf', since: 'draft-04', vocabulary: 'applicator', holds: 'list' },
  { keyword: 'anyOf', since: 'draft-04', vocabulary: 'applicator', holds: 'list' },
  { keyword: 'oneOf', since: 'draft-04', vocabulary: 'applicator', holds: 'list' },
  { keyword: 'not', since: 'draft-04', vocabulary: 'applicator', holds: 'one' },
  { keyword: 'if', since: 'draft-07', vocabulary: 'applicator', holds: 'one' },
  { keyword: 'then', since: 'draft-07', vocabulary: 'applicator', holds: 'one' },
  { keyword: 'else', since: 'draft-07', vocabulary: 'applicator', holds: 'one' },
  { keyword: 'unevaluatedItems', since: '2019-09', vocabulary: 'unevaluated', holds: 'one' },
  { keyword: 'unevaluatedProperties', since: '2019-09', vocabulary: 'unevaluated', holds: 'one' },
  { keyword: 'format', since: 'draft-04', vocabulary: 'core' },
  { keyword: 'contentEncoding', since: 'draft-07', vocabulary: 'core' },
  { keyword: 'contentMediaType', since: 'draft-07', vocabulary: 'core' },
  { keyword: 'contentSchema', since: '2019-09', vocabulary: 'core', holds: 'one' },
  { keyword: 'title', since: 'draft-04', vocabulary: 'core' },
  { keyword: 'description', since: 'draft-04', vocabulary: 'core' },
  { keyword: 'default', since: 'draft-04', vocabulary: 'core' },
  { keyword: 'examples', since: 'draft-06', vocabulary: 'core' },
  { keyword: 'readOnly', since: 'draft-07', vocabulary: 'core' },
  { keyword: 'writeOnly', since: 'draft-07', vocabulary: 'core' },
  { keyword: 'deprecated', since: '2019-09', vocabulary: 'core' },
]
