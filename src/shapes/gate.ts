import { z } from 'zod'
import type { ShapeOf } from '../recipe/field-shape.js'
import type { GateResult } from '../report/gates.js'

export const gateName: z.ZodType<GateResult['gate']> = z.enum([
  'min_compliance_rate',
  'max_duplicate_rate',
  'max_drop_rate',
  'min_samples',
  'min_diversity_score',
])

export const gate: z.ZodType<GateResult> = z.strictObject({
  gate: gateName,
  observed: z.number().nullable().describe('Null when there was nothing to measure.'),
  allowed: z.number(),
  passed: z.boolean(),
} satisfies ShapeOf<GateResult>)
