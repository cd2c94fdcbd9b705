const octet = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)'
const ipv4 = new RegExp(`^${octet}(?:\\.${octet}){3}$`, 'u')

/** RFC 2673 dotted quad, without leading zeros. */
export function isIpv4(text: string): boolean {
  return ipv4.test(text)
}

/** Of the longest form, which ends in a dotted quad. */
const LONGEST_IPV6 = 45

/** RFC 4291 section 2.2, without zone. */
export function isIpv6(text: string): boolean {
  if (text.length > LONGEST_IPV6) return false
  const groups = asGroups(text)
  const halves = groups?.split('::') ?? []
  const hex = halves.flatMap((half) => (half === '' ? [] : half.split(':')))
  if (!hex.every((group) => /^[\da-fA-F]{1,4}$/u.test(group))) return false
  return halves.length === 2 ? hex.length <= 7 : halves.length === 1 && hex.length === 8
}

/** A dotted quad at the end counts as two groups; undefined when it is none. */
function asGroups(text: string): string | undefined {
  const at = text.lastIndexOf(':') + 1
  if (!text.includes('.', at)) return text
  return isIpv4(text.slice(at)) ? `${text.slice(0, at)}0:0` : undefined
}
