import { isJsonObject, type Json } from '../../kernel/json-value.js'
import { toPlain } from '../../kernel/plain-json.js'
import type { ReportDocument } from '../report-document.js'

/** What a page is made of: `report.json`, and those parts of it again whose numbers are shown as they were written. */
export interface ReportFacts {
  readonly report: ReportDocument
  readonly recipe: Json
  readonly schema: Json | undefined
}

/** @param json `report.json` of the format that {@link ReportDocument} describes. */
export function reportFacts(json: Json): ReportFacts {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- made from it, or checked by the caller
  const report = toPlain(json) as unknown as ReportDocument
  return { report, recipe: valueAt(json, 'recipe') ?? null, schema: valueAt(json, 'schema') }
}

/** The value at a dotted path of keys; undefined where there is none. */
export function valueAt(json: Json, path: string): Json | undefined {
  let value: Json | undefined = json
  for (const key of path.split('.')) value = isJsonObject(value) ? value.get(key) : undefined
  return value
}
