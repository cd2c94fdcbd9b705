import { blanks, evals } from './apart-evals.js'
import { bfcl, bfclCalls, tauBench } from './apart-chat.js'
import {
  bbh,
  gesetze,
  gpteacher,
  gsm8k,
  gsm8kRegex,
  selfInstruct,
  hhRlhf,
  tauDisplay,
} from './apart-texts.js'

/** What a script of its own, which knows nothing of loradex, makes of the records, in their order. */
export type Apart = () => readonly Outcome[]

/** The sample, or the reason why there is none; duplicates are for the caller to find. */
export type Outcome = object | string

export interface RealSet {
  /** Of the recipe. */
  readonly name: string
  /** As found when the recipe was written. */
  readonly read: number
  readonly dropped: Readonly<Record<string, number>>
  readonly compliance?: number
  readonly apart?: Apart
}

export const realSets: readonly RealSet[] = [
  { name: 'gsm8k', read: 8792, dropped: {}, compliance: 1, apart: gsm8k },
  {
    name: 'gsm8k-regex',
    read: 8792,
    dropped: { 'regex-mismatch': 98 },
    compliance: 8694 / 8792,
    apart: gsm8kRegex,
  },
  {
    name: 'gsm8k-grammar',
    read: 8792,
    dropped: { 'grammar-mismatch': 18 },
    compliance: 8774 / 8792,
  },
  { name: 'gesetze-text', read: 2156, dropped: {}, apart: gesetze.text },
  {
    name: 'gesetze-instruction',
    read: 2156,
    dropped: { 'text-too-long': 856 },
    compliance: 1,
    apart: gesetze.instruction,
  },
  {
    name: 'self-instruct',
    read: 55_185,
    dropped: { duplicate: 1153, 'empty-output': 1400, 'schema-violation': 639 },
    compliance: 54_546 / 55_185,
    apart: selfInstruct,
  },
  {
    name: 'evals',
    read: 161_169,
    dropped: { duplicate: 2026, 'missing-field': 3289, 'schema-violation': 264 },
    compliance: 157_616 / 157_880,
    apart: evals,
  },
  { name: 'evals-blanks', read: 2990, dropped: { duplicate: 1 }, compliance: 1, apart: blanks },
  {
    name: 'hh-rlhf',
    read: 2312,
    dropped: { 'empty-output': 4 },
    compliance: 1,
    apart: hhRlhf,
  },
  { name: 'tau-bench', read: 199, dropped: {}, compliance: 1, apart: tauBench },
  { name: 'tau-bench-display', read: 88, dropped: {}, apart: tauDisplay },
  { name: 'bfcl', read: 2453, dropped: {}, compliance: 1, apart: bfcl },
  { name: 'bfcl-calls', read: 2453, dropped: { duplicate: 95 }, compliance: 1, apart: bfclCalls },
  { name: 'bbh', read: 6511, dropped: { duplicate: 2 }, apart: bbh },
  {
    name: 'gpteacher',
    read: 24_224,
    dropped: { duplicate: 16_533 },
    compliance: 1,
    apart: gpteacher,
  },
  { name: 'chinook-sqlite', read: 3503, dropped: {} },
  { name: 'parquet-types', read: 14_612, dropped: { duplicate: 7304 } },
  { name: 'parquet-customers', read: 1000, dropped: {} },
  { name: 'csv-customers', read: 1000, dropped: {} },
]
