import { parseJsonText } from '../../../kernel/parse-json.js'
import type { Json } from '../../../kernel/json-value.js'
import { dialectNames, type DialectName } from './dialect-name.js'
import { metaschemaTexts } from './metaschemas.data.js'

const uriOf: Readonly<Record<DialectName, string>> = {
  'draft-04': 'http://json-schema.org/draft-04/schema',
  'draft-06': 'http://json-schema.org/draft-06/schema',
  'draft-07': 'http://json-schema.org/draft-07/schema',
  '2019-09': 'https://json-schema.org/draft/2019-09/schema',
  '2020-12': 'https://json-schema.org/draft/2020-12/schema',
}

/** What `$schema` can say. */
export const dialectUris: readonly string[] = Object.values(uriOf)

/** The dialect whose metaschema has this URI, with `http` or `https`. */
export function metaschemaDialect(uri: string): DialectName | undefined {
  const wanted = withoutScheme(uri)
  return dialectNames.find((name) => withoutScheme(uriOf[name]) === wanted)
}

/** The text of a published metaschema or vocabulary, parsed anew. */
export function metaschema(uri: string): Json | undefined {
  const text = metaschemaTexts.get(withoutScheme(uri))
  return text === undefined ? undefined : parseJsonText(text)
}

function withoutScheme(uri: string): string {
  return uri.replace(/^https?:\/\//u, '')
}
