/** Units that decide the hash of a long text. */
const HASHED = 2048

/**
 * 53 bits of a text: of its length and of at most 2,048 code units, evenly spaced. Good for estimates;
 * keeps out no attacker. Another seed gives another hash.
 */
export function hashText(text: string, seed: number = 0): number {
  const stride = Math.ceil(text.length / HASHED)
  let [high, low] = [0x2545f491 ^ text.length, 0x6a09e667 ^ text.length ^ seed]
  for (let index = 0; index < text.length; index += stride) {
    const unit = text.charCodeAt(index)
    high = Math.imul(high ^ unit, 0x01000193)
    low = Math.imul(low ^ unit, 0x5bd1e995) ^ (low >>> 13)
  }
  return mix(high ^ low) * 2 ** 21 + (mix(low + Math.imul(high, 0x27d4eb2f)) >>> 11)
}

/** Spreads what differs in a few bits over all 32. */
function mix(bits: number): number {
  let mixed = Math.imul(bits ^ (bits >>> 16), 0x7feb352d)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x846ca68b)
  return (mixed ^ (mixed >>> 16)) >>> 0
}
