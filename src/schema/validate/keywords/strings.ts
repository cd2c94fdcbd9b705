import { countCodePoints } from '../../../kernel/code-points.js'
import { nearestWord } from '../../../kernel/nearest-word.js'
import { formatTests } from '../formats/formats.js'
import { isContent } from '../formats/content.js'
import { addError, type KeywordSite } from '../keyword-site.js'
import { compilePattern } from '../pattern/compile-pattern.js'
import { shorten } from '../place.js'
import type { Rule } from '../rule.js'
import { schemaPointer } from '../schema-node.js'
import { countOf, textOf } from './keyword-value.js'

export function minLength(site: KeywordSite): Rule {
  const min = countOf(site)
  // A code point takes at most two units: only texts between the two lengths are counted.
  return stringRule(
    site,
    (text) => text.length >= min && (text.length >= 2 * min || countCodePoints(text) >= min),
    `too short (min ${chars(min)})`,
  )
}

export function maxLength(site: KeywordSite): Rule {
  const max = countOf(site)
  return stringRule(
    site,
    (text) => text.length <= max || (text.length <= 2 * max && countCodePoints(text) <= max),
    `too long (max ${chars(max)})`,
  )
}

export function pattern(site: KeywordSite): Rule {
  const source = textOf(site)
  const test = compilePattern(source, schemaPointer(site.node, site.keyword))
  return stringRule(site, test, `does not match the pattern ${shorten(source)}`)
}

export function format(site: KeywordSite): Rule | undefined {
  const name = textOf(site)
  const test = formatTests.get(name)
  if (test === undefined) {
    const pointer = schemaPointer(site.node, site.keyword)
    const meant = nearestWord(name, [...formatTests.keys()])
    const question = meant === undefined ? '' : `, did you mean ${meant}?`
    site.compiler.warn(
      `unknown format ${JSON.stringify(shorten(name))} at ${pointer} is not checked${question}`,
    )
    return undefined
  }
  if (!site.compiler.assertFormats && !site.dialect.assertsFormats) return undefined
  return stringRule(site, test, `is not a valid ${name}`)
}

/** Asserted on request only; see `CompileOptions.assertContent`. */
export function content(site: KeywordSite): Rule | undefined {
  const { compiler, schema, keyword, dialect } = site
  textOf(site)
  const isFirst = keyword === 'contentEncoding' || !schema.has('contentEncoding')
  if (!compiler.assertContent || dialect.name !== 'draft-07' || !isFirst) return undefined
  const encoding = schema.get('contentEncoding')
  const mediaType = schema.get('contentMediaType')
  return stringRule(
    site,
    (text) => isContent(text, encoding, mediaType),
    'does not hold the declared content',
  )
}

function stringRule(site: KeywordSite, test: (text: string) => boolean, complaint: string): Rule {
  return {
    kind: 'string',
    test,
    report(text, visit) {
      if (!test(text)) addError(site, visit, complaint)
    },
  }
}

function chars(count: number): string {
  return count === 1 ? '1 char' : `${count} chars`
}
