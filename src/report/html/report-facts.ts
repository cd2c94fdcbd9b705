import { isJsonObject, type Json, type JsonObject } from '../../kernel/json-value.js'
import { toPlain } from '../../kernel/plain-json.js'
import type { ReportDocument } from '../report-document.js'

/** What a page is made of: `report.json`, and those parts of it again whose numbers are shown as they were written. */
export interface ReportFacts {
  readonly report: ReportDocument
  readonly recipe: Json
  readonly schema: Json | undefined
}

/** @param json `report.json` of the format that {@link ReportDocument} describes. */
export function reportFacts(json: JsonObject): ReportFacts {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- made from it, or checked by the caller
  const report = toPlain(json) as unknown as ReportDocument
  return { report, recipe: json.get('recipe') ?? null, schema: json.get('schema') }
}

/** A value of the recipe by its path, as text; undefined where it has none. */
export function recipeValue(recipe: Json, path: string): Json | undefined {
  let value: Json | undefined = recipe
  for (const key of path.split('.')) value = isJsonObject(value) ? value.get(key) : undefined
  return value
}
