import { isIpv6 } from './ip-address.js'

/** RFC 3986. */
export const isUri: (text: string) => boolean = uriTest({ more: '', inQuery: '' })
export const isUriReference: (text: string) => boolean = referenceTest({ more: '', inQuery: '' })

/** RFC 3987: what lies beyond ASCII is allowed unescaped. */
const beyondAscii = {
  more: String.raw`\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef\u{10000}-\u{1fffd}\u{20000}-\u{2fffd}\u{30000}-\u{3fffd}\u{40000}-\u{4fffd}\u{50000}-\u{5fffd}\u{60000}-\u{6fffd}\u{70000}-\u{7fffd}\u{80000}-\u{8fffd}\u{90000}-\u{9fffd}\u{a0000}-\u{afffd}\u{b0000}-\u{bfffd}\u{c0000}-\u{cfffd}\u{d0000}-\u{dfffd}\u{e1000}-\u{efffd}`,
  inQuery: String.raw`\ue000-\uf8ff\u{f0000}-\u{ffffd}\u{100000}-\u{10fffd}`,
}
export const isIri: (text: string) => boolean = uriTest(beyondAscii)
export const isIriReference: (text: string) => boolean = referenceTest(beyondAscii)

interface Characters {
  /** Inside a character class: what may stand wherever a letter may. */
  readonly more: string
  /** Only in the query. */
  readonly inQuery: string
}

interface Parts {
  readonly authority: string
  /** Of any path that begins with a slash, or is empty. */
  readonly rooted: string
  readonly segment: string
  readonly tail: string
}

function partsOf({ more, inQuery }: Characters): Parts {
  const escaped = '%[\\dA-Fa-f]{2}'
  const name = `A-Za-z\\d\\-._~!$&'()*+,;=${more}`
  const host = `\\[([^\\]]*)\\]|(?:[${name}]|${escaped})*`
  const segment = `(?:[${name}:@]|${escaped})`
  return {
    authority: `//(?:(?:[${name}:]|${escaped})*@)?(?:${host})(?::\\d*)?`,
    rooted: `(?:/${segment}*)*`,
    segment,
    tail: `(?:\\?(?:[${name}:@/?${inQuery}]|${escaped})*)?(?:#(?:[${name}:@/?]|${escaped})*)?$`,
  }
}

function uriTest(characters: Characters): (text: string) => boolean {
  const { authority, rooted, segment, tail } = partsOf(characters)
  const path = `(?:${authority}${rooted}|/(?:${segment}+${rooted})?|${segment}+${rooted}|)`
  return addressTest(new RegExp(`^[A-Za-z][A-Za-z\\d+.\\-]*:${path}${tail}`, 'u'))
}

function referenceTest(characters: Characters): (text: string) => boolean {
  const isAbsolute = uriTest(characters)
  const { authority, rooted, segment, tail } = partsOf(characters)
  const first = `(?!:)${segment.replace(':@', '@')}`
  const path = `(?:${authority}${rooted}|/(?:${segment}+${rooted})?|(?:${first})+${rooted}|)`
  const isRelative = addressTest(new RegExp(`^${path}${tail}`, 'u'))
  return (text) => isAbsolute(text) || isRelative(text)
}

const futureAddress = /^[Vv][\dA-Fa-f]+\.[A-Za-z\d\-._~!$&'()*+,;=:]+$/u

/** Checks what stands in brackets besides. */
function addressTest(pattern: RegExp): (text: string) => boolean {
  return (text) => {
    const match = pattern.exec(text)
    if (match === null) return false
    const address = match[1]
    return address === undefined || isIpv6(address) || futureAddress.test(address)
  }
}

const variable = String.raw`(?:\w|%[\dA-Fa-f]{2})+(?:\.(?:\w|%[\dA-Fa-f]{2})+)*(?::[1-9]\d{0,3}|\*)?`
const literal = String.raw`[^\0-\x20"<>\\^\x60{|}%\x7f]|%[\dA-Fa-f]{2}`
const template = new RegExp(
  String.raw`^(?:${literal}|\{[+#./;?&=!@|]?${variable}(?:,${variable})*\})*$`,
  'u',
)

/** RFC 6570. */
export function isUriTemplate(text: string): boolean {
  return template.test(text)
}
