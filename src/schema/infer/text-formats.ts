import { formatTests } from '../validate/formats/formats.js'
import { textPatterns } from './text-patterns.data.js'

/** Formats that few texts have by accident, the most telling first. */
const NAMES = [
  'date-time',
  'date',
  'time',
  'duration',
  'uuid',
  'email',
  'idn-email',
  'ipv4',
  'ipv6',
  'uri',
  'iri',
] as const

/** No text of these formats is longer in real data. */
const LONGEST = 2048

/** What a schema says of texts that all have the format. */
export interface TextFormat {
  readonly name: string
  readonly keyword: 'format' | 'pattern'
  readonly value: string
}

interface Recogniser extends TextFormat {
  /** By the validator's own test, so that what is inferred is also accepted. */
  readonly test: (text: string) => boolean
}

const recognisers: readonly Recogniser[] = [
  ...NAMES.flatMap((name) => {
    const test = formatTests.get(name)
    return test === undefined ? [] : [{ name, keyword: 'format' as const, value: name, test }]
  }),
  ...textPatterns.map(({ name, pattern }) => {
    const regexp = new RegExp(pattern, 'u')
    const test = (text: string): boolean => regexp.test(text)
    return { name, keyword: 'pattern' as const, value: pattern, test }
  }),
]

/** All that can be told, the most telling first. */
export const textFormats: readonly TextFormat[] = recognisers

const none: readonly string[] = []

/** The formats of a text. Prose, which has none, is told at a glance. */
export function formatsOf(text: string): readonly string[] {
  if (text.length > LONGEST || text === '') return none
  const space = text.indexOf(' ')
  if (space >= 0 && (text.includes(' ', space + 1) || text.includes('\n'))) return none
  const first = text.charCodeAt(0)
  // Of plain words only those with a mark or a digit in them say anything.
  if (space < 0 && isLetter(first) && !/[\d:@./_-]/u.test(text)) return none
  const names: string[] = []
  for (const { name, test } of recognisers) if (test(text)) names.push(name)
  return names
}

function isLetter(unit: number): boolean {
  return (unit >= 65 && unit <= 90) || (unit >= 97 && unit <= 122)
}
