import { z } from 'zod'
import type { ShapeOf } from '../recipe/field-shape.js'
import type {
  Distribution,
  Drift,
  HistogramBin,
  Quantiles,
  SplitLengths,
} from '../records/distribution.js'
import type { EmittedReport } from '../records/export-result.js'
import { count, share } from './figures.js'

const number = z.number()

const quantiles = z.strictObject({
  p1: number,
  p5: number,
  p25: number,
  p50: number,
  p75: number,
  p90: number,
  p95: number,
  p99: number,
} satisfies ShapeOf<Quantiles>)

const bin = z.strictObject({
  from: number,
  to: number.describe('No part of the bin, unless it is `from`.'),
  count,
} satisfies ShapeOf<HistogramBin>)

const distribution = {
  min: number,
  max: number,
  mean: number,
  quantiles: quantiles.nullable().describe('Null where there are no values.'),
  histogram: z.array(bin).max(40),
  relative_error: share.describe('Of quantiles and bounds; 0: exact.'),
} satisfies ShapeOf<Distribution>

const drift = z.strictObject({
  against: z.string().describe('The other split.'),
  psi: number.min(0).describe('Population stability index.'),
  psi_by_chance: number.min(0).describe('What 1 of 20 splits exceeds by chance.'),
  ks: share.describe('Kolmogorov–Smirnov distance.'),
  ks_by_chance: number.min(0).describe('What 1 of 20 splits exceeds by chance.'),
} satisfies ShapeOf<Drift>)

const splitLengths = z.strictObject({
  samples: count,
  ...distribution,
  drift: drift.nullable(),
} satisfies ShapeOf<SplitLengths>)

export const emitted: z.ZodType<EmittedReport> = z.strictObject({
  splits: z.record(z.string(), count).describe('Samples by split.'),
  violating: count.describe('Samples that the schema finds wrong.'),
  length: z.strictObject(distribution).describe('Of the produced texts, in code points.'),
  weight: z.strictObject({
    ...distribution,
    sum: number,
    effective_sample_size: number.describe('(Σw)² / Σw².'),
  } satisfies ShapeOf<EmittedReport['weight']>),
  split_lengths: z.record(z.string(), splitLengths).describe('`length` by split.'),
} satisfies ShapeOf<EmittedReport>)
