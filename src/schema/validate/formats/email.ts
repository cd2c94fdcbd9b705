import { isHostname, isIdnHostname } from './hostname.js'
import { isIpv4, isIpv6 } from './ip-address.js'

/** RFC 5321 `Mailbox`. */
export function isEmail(text: string): boolean {
  return isMailbox(text, asciiLocal, isHostname)
}

/** RFC 6531: any character beyond ASCII as well. */
export function isIdnEmail(text: string): boolean {
  return isMailbox(text, unicodeLocal, isIdnDomain)
}

const atoms = String.raw`A-Za-z0-9!#$%&'*+/=?^_\x60{|}~\-`
const asciiLocal = localPart('')
const unicodeLocal = localPart(String.raw`\u0080-\u{10ffff}`)

/** Either words between dots or a quoted text. */
function localPart(more: string): RegExp {
  const words = `[${atoms}${more}]+(?:\\.[${atoms}${more}]+)*`
  const quoted = String.raw`"(?:[\x20\x21\x23-\x5b\x5d-\x7e${more}]|\\[\x20-\x7e])*"`
  return new RegExp(`^(?:${words}|${quoted})$`, 'u')
}

function isMailbox(text: string, local: RegExp, isDomain: (domain: string) => boolean): boolean {
  const at = text.lastIndexOf('@')
  if (at < 0 || !local.test(text.slice(0, at))) return false
  const domain = text.slice(at + 1)
  if (!domain.startsWith('[') || !domain.endsWith(']')) return isDomain(domain)
  const literal = domain.slice(1, -1)
  return literal.startsWith('IPv6:') ? isIpv6(literal.slice(5)) : isIpv4(literal)
}

/** Mail accepts names that are not yet normalised. */
function isIdnDomain(domain: string): boolean {
  return isIdnHostname(domain.normalize('NFC').toLowerCase())
}
