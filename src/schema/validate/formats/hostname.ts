import { breaksBidiRule, isRightToLeft, isUnicodeLabel } from './idn-label.js'
import { decodePunycode, encodePunycode } from './punycode.js'

const MAX_LABEL = 63
const MAX_NAME = 253

const asciiLabel = /^[A-Za-z\d](?:[A-Za-z\d-]*[A-Za-z\d])?$/u

/** RFC 1123, with RFC 5890 for the labels that begin with `xn--`. */
export function isHostname(text: string): boolean {
  if (text.length > MAX_NAME) return false
  const labels = text.split('.')
  return labels.every(isAsciiLabel) && areLabels(labels)
}

/** RFC 5890: labels in ASCII or Unicode, and the four characters that separate them. */
export function isIdnHostname(text: string): boolean {
  if (text.length > MAX_NAME) return false
  const labels = text.split(/[.\u3002\uff0e\uff61]/u)
  const ascii = labels.map(toAscii)
  return ascii.every(isAsciiLabel) && ascii.join('.').length <= MAX_NAME && areLabels(labels)
}

function isAsciiLabel(label: string): boolean {
  return label.length <= MAX_LABEL && asciiLabel.test(label)
}

function toAscii(label: string): string {
  return isAscii(label) ? label : `xn--${encodePunycode(label)}`
}

function isAscii(text: string): boolean {
  return /^[\0-\x7f]*$/u.test(text)
}

function areLabels(labels: readonly string[]): boolean {
  if (!labels.some((label) => !isAscii(label) || isEncoded(label))) return true
  const unicode = labels.map(toUnicode)
  if (!unicode.every((label) => label !== undefined)) return false
  const isBidi = unicode.some(isRightToLeft)
  return !isBidi || !unicode.some(breaksBidiRule)
}

function isEncoded(label: string): boolean {
  return /^xn--/iu.test(label)
}

/** The label in Unicode; undefined when it is not allowed. */
function toUnicode(label: string): string | undefined {
  if (!isEncoded(label)) return isAscii(label) || isUnicodeLabel(label) ? label : undefined
  const encoded = label.slice(4).toLowerCase()
  const decoded = decodePunycode(encoded)
  if (decoded === undefined || isAscii(decoded) || !isUnicodeLabel(decoded)) return undefined
  return encodePunycode(decoded) === encoded ? decoded : undefined
}
