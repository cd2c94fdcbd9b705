/** On a text of one-byte characters this fails at once, without looking at any of them. */
const astral = /[\u{10000}-\u{10ffff}]/u

/** Number of Unicode code points in well-formed text. */
export function countCodePoints(text: string): number {
  if (!astral.test(text)) return text.length
  let pairs = 0
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index)
    if (unit >= 0xd800 && unit < 0xdc00) pairs += 1
  }
  return text.length - pairs
}
