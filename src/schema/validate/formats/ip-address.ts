const octet = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)'
const ipv4 = new RegExp(`^${octet}(?:\\.${octet}){3}$`, 'u')

/** RFC 2673 dotted quad, without leading zeros. */
export function isIpv4(text: string): boolean {
  return ipv4.test(text)
}

/** Long enough for every form; beyond, nothing is worth looking at. */
const LONGEST_IPV6 = 45

/** RFC 4291 section 2.2, without zone. */
export function isIpv6(text: string): boolean {
  if (text.length > LONGEST_IPV6) return false
  const halves = text.split('::')
  if (halves.length > 2) return false
  const groups = halves.map((half) => (half === '' ? [] : half.split(':')))
  const last = groups.at(-1)?.at(-1)
  const hasIpv4 = last?.includes('.') ?? false
  if (hasIpv4 && !isIpv4(last ?? '')) return false
  if (hasIpv4) groups.at(-1)?.pop()
  const hex = groups.flat()
  const count = hex.length + (hasIpv4 ? 2 : 0)
  if (!hex.every((group) => /^[\da-fA-F]{1,4}$/u.test(group))) return false
  return halves.length === 2 ? count <= 7 : count === 8
}
