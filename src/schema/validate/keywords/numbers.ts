import { writeJson } from '../../../kernel/write-json.js'
import { compareNumbers, multipleTest, type JsonNumeric } from '../exact-number.js'
import { addError, siteInvalid, type KeywordSite } from '../keyword-site.js'
import { shorten } from '../place.js'
import type { Rule } from '../rule.js'
import { flagOf, numberOf } from './keyword-value.js'

export function minimum(site: KeywordSite): Rule {
  return isExclusiveIn4(site, 'exclusiveMinimum') ? above(site) : atLeast(site)
}

export function maximum(site: KeywordSite): Rule {
  return isExclusiveIn4(site, 'exclusiveMaximum') ? below(site) : atMost(site)
}

/** A flag beside `minimum` in draft 4, a limit of its own since. */
export function exclusiveMinimum(site: KeywordSite): Rule | undefined {
  if (site.dialect.name !== 'draft-04') return above(site)
  flagOf(site)
  return undefined
}

export function exclusiveMaximum(site: KeywordSite): Rule | undefined {
  if (site.dialect.name !== 'draft-04') return below(site)
  flagOf(site)
  return undefined
}

export function multipleOf(site: KeywordSite): Rule {
  const divisor = numberOf(site)
  if (compareNumbers(divisor, 0) <= 0) {
    const hint = 'Use a number greater than 0.'
    throw siteInvalid(site, `expected more than 0, saw ${shown(divisor)}`, hint)
  }
  return numberRule(site, multipleTest(divisor), `must be a multiple of ${shown(divisor)}`)
}

function atLeast(site: KeywordSite): Rule {
  const limit = numberOf(site)
  return numberRule(
    site,
    (value) => compareNumbers(value, limit) >= 0,
    `must be at least ${shown(limit)}`,
  )
}

function above(site: KeywordSite): Rule {
  const limit = numberOf(site)
  return numberRule(
    site,
    (value) => compareNumbers(value, limit) > 0,
    `must be more than ${shown(limit)}`,
  )
}

function atMost(site: KeywordSite): Rule {
  const limit = numberOf(site)
  return numberRule(
    site,
    (value) => compareNumbers(value, limit) <= 0,
    `must be at most ${shown(limit)}`,
  )
}

function below(site: KeywordSite): Rule {
  const limit = numberOf(site)
  return numberRule(
    site,
    (value) => compareNumbers(value, limit) < 0,
    `must be less than ${shown(limit)}`,
  )
}

function numberRule(site: KeywordSite, test: (value: JsonNumeric) => boolean, text: string): Rule {
  return {
    kind: 'number',
    test,
    report(value, visit) {
      if (!test(value)) addError(site, visit, `${text} (was ${shown(value)})`)
    },
  }
}

function isExclusiveIn4({ dialect, schema }: KeywordSite, flag: string): boolean {
  return dialect.name === 'draft-04' && schema.get(flag) === true
}

function shown(value: JsonNumeric): string {
  return shorten(writeJson(value))
}
