import { isJsonObject, type Json, type JsonObject } from '../../kernel/json-value.js'
import { numberOf } from '../peft/field-kinds.js'

export interface SampleCounts {
  /** Of the split that is trained on. */
  readonly trained: number | undefined
  /** Of all splits. */
  readonly emitted: number | undefined
}

/**
 * (Σw)² / Σw² of the samples that are trained on. A report has it for all splits together, so that it says
 * so where all samples are in that split, or all weights are equal.
 */
export function effectiveSamples(
  report: JsonObject,
  { trained, emitted }: SampleCounts,
): number | undefined {
  const weight = memberOf(memberOf(report, 'emitted'), 'weight')
  if (!isJsonObject(weight) || trained === undefined || trained === 0) return undefined
  if (trained === emitted) return numberOf(weight.get('effective_sample_size'))
  const [least, most] = [numberOf(weight.get('min')), numberOf(weight.get('max'))]
  return least !== undefined && least > 0 && least === most ? trained : undefined
}

/** Whether the report knows weights. */
export function hasWeights(report: JsonObject): boolean {
  return isJsonObject(memberOf(memberOf(report, 'emitted'), 'weight'))
}

function memberOf(value: Json | undefined, key: string): Json | undefined {
  return isJsonObject(value) ? value.get(key) : undefined
}
