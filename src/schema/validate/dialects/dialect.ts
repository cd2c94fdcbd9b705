import { isSince, type DialectName } from './dialect-name.js'
import { keywordFacts } from './keyword-facts.data.js'

/** What a schema's `$schema` decides. */
export interface Dialect {
  readonly name: DialectName
  readonly idKeyword: 'id' | '$id'
  /** Before 2019-09 nothing beside a `$ref` counts. */
  readonly refHidesSiblings: boolean
  /** Keywords that mean something here. Those of a vocabulary turned off do not. */
  readonly keywords: ReadonlySet<string>
  /** The metaschema asks for formats to be asserted, whatever the caller wants. */
  readonly assertsFormats: boolean
}

/** @param vocabularies Those in force; all when left out. */
export function createDialect(name: DialectName, vocabularies?: ReadonlySet<string>): Dialect {
  const keywords = keywordFacts
    .filter(({ since, until }) => isSince(name, since) && isSince(until ?? '2020-12', name))
    .filter(({ vocabulary }) => vocabularies?.has(inDialect(vocabulary, name)) ?? true)
    .map(({ keyword }) => keyword)
  return {
    name,
    idKeyword: name === 'draft-04' ? 'id' : '$id',
    refHidesSiblings: !isSince(name, '2019-09'),
    keywords: new Set(keywords),
    assertsFormats: vocabularies?.has('format-assertion') ?? false,
  }
}

/** 2019-09 kept the unevaluated keywords with the applicators, and had one format vocabulary. */
function inDialect(vocabulary: string, name: DialectName): string {
  if (name !== '2019-09') return vocabulary
  if (vocabulary === 'unevaluated') return 'applicator'
  return vocabulary
}
