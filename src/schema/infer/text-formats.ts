import { formatTests } from '../validate/formats/formats.js'

/** Formats that few texts have by accident; the first that holds counts. */
const NAMES = ['date-time', 'date', 'time', 'uuid', 'email', 'uri', 'ipv4', 'ipv6'] as const

/** No text of these formats is longer in real data. */
const LONGEST = 2048

const tests = NAMES.flatMap((name) => {
  const test = formatTests.get(name)
  return test === undefined ? [] : [{ name, test }]
})

/** The format of a text, by the validator's own test, so that what is inferred is also accepted. */
export function formatOf(text: string): string | undefined {
  if (text.length > LONGEST || !/[:@.-]/u.test(text) || /\s\s|\n/u.test(text)) return undefined
  return tests.find(({ test }) => test(text))?.name
}
