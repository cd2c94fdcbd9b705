import process from 'node:process'
import { parseArgs } from 'node:util'
import { casesNamed } from './cases.mjs'

/** What a measurement is told on the command line. */
export function readOptions({ rows, repeats, cases }) {
  const { values } = parseArgs({
    options: {
      rows: { type: 'string', default: rows },
      variant: { type: 'string', default: 'mixed' },
      seed: { type: 'string', default: '1' },
      repeats: { type: 'string', default: repeats },
      cases: { type: 'string', default: cases },
      node: { type: 'string', default: process.execPath },
      json: { type: 'boolean', default: false },
      'write-readme': { type: 'boolean', default: false },
      'write-baseline': { type: 'boolean', default: false },
    },
  })
  return {
    ...values,
    cases: casesNamed(values.cases),
    rows: positive('rows', values.rows),
    repeats: positive('repeats', values.repeats),
  }
}

function positive(name, text) {
  if (/^[1-9]\d*$/u.test(text)) return Number(text)
  throw new Error(`--${name} is a whole number from 1 on, not ${text}`)
}
