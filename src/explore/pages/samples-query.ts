import {
  address,
  choiceIn,
  numberIn,
  textIn,
  wholeIn,
  type Parameters,
  type Query,
} from './query.js'

/** What the list of samples is asked for, as it stands in the address. */
export interface SamplesQuery {
  /** Empty: all. */
  readonly split: string
  readonly q: string
  readonly matchCase: boolean
  /** Path into the sample whose value must be `value`; both or neither count. */
  readonly field: string
  readonly value: string
  readonly minLength: number | undefined
  readonly maxLength: number | undefined
  readonly minWeight: number | undefined
  readonly maxWeight: number | undefined
  readonly violating: boolean
}

export function readSamplesQuery(query: Query, splits: readonly string[]): SamplesQuery {
  return {
    split: choiceIn(query, 'split', splits),
    q: textIn(query, 'q'),
    matchCase: choiceIn(query, 'case', ['match']) !== '',
    field: textIn(query, 'field').trim(),
    value: textIn(query, 'value'),
    minLength: wholeIn(query, 'min_length', 0),
    maxLength: wholeIn(query, 'max_length', 0),
    minWeight: numberIn(query, 'min_weight'),
    maxWeight: numberIn(query, 'max_weight'),
    violating: choiceIn(query, 'schema', ['violating']) !== '',
  }
}

/** The parameters that give this query again. */
export function samplesParameters(query: SamplesQuery): Parameters {
  return {
    split: query.split,
    q: query.q,
    case: query.matchCase ? 'match' : '',
    field: query.field,
    value: query.value,
    min_length: query.minLength,
    max_length: query.maxLength,
    min_weight: query.minWeight,
    max_weight: query.maxWeight,
    schema: query.violating ? 'violating' : '',
  }
}

export function samplesAddress(query: Partial<SamplesQuery>, more: Place = {}): string {
  return address('/samples', { ...samplesParameters({ ...everySample, ...query }), ...more })
}

/** Whether anything but the split is asked for. */
export function isFiltered(query: SamplesQuery): boolean {
  return samplesAddress(query) !== samplesAddress({ split: query.split })
}

/** Where in a list, counted from 1. */
export interface Place {
  readonly from?: number
  readonly before?: number
}

const everySample: SamplesQuery = {
  split: '',
  q: '',
  matchCase: false,
  field: '',
  value: '',
  minLength: undefined,
  maxLength: undefined,
  minWeight: undefined,
  maxWeight: undefined,
  violating: false,
}
