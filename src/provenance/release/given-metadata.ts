import { CHANGELOG_BLOCK, USE_BLOCK } from '../../adapters/spec/block-names.js'
import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../kernel/json-value.js'

export interface GivenMetadata {
  readonly version: string
  readonly license: string | undefined
  /** What changed since the parent. */
  readonly changelog: string | undefined
  /** `id@version` */
  readonly parent: string | undefined
}

/** What only the one who releases can know, as a part of a document; `before` is the document so far. */
export function givenMetadata(
  before: JsonObject,
  { version, license, changelog, parent }: GivenMetadata,
): JsonObject {
  const provenance = parent === undefined ? [] : [['parent_adapter_id', parent] as const]
  return new Map<string, Json>([
    ['adapter_version', version],
    ...(provenance.length > 0 ? [['provenance', new Map(provenance)] as const] : []),
    ...(license === undefined ? [] : [[USE_BLOCK, new Map([['license', license]])] as const]),
    ...(changelog === undefined
      ? []
      : [[CHANGELOG_BLOCK, changelogWith(before, version, changelog)] as const]),
  ])
}

/** The latest first; one entry for each version. */
function changelogWith(before: JsonObject, version: string, changes: string): readonly Json[] {
  const listed = before.get(CHANGELOG_BLOCK)
  const others = (isJsonArray(listed) ? listed : []).filter(
    (entry) => !(isJsonObject(entry) && entry.get('version') === version),
  )
  const entry = new Map<string, Json>([
    ['version', version],
    ['changes', [changes]],
  ])
  return [entry, ...others]
}
