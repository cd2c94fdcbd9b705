/** Where the keys of an object stand in its JSON text, quotes included; the text may break off anywhere. */
export function topLevelKeys(json: string): readonly (readonly [start: number, end: number])[] {
  const keys: (readonly [number, number])[] = []
  let depth = 0
  let at = 0
  while (at < json.length) {
    const character = json[at]
    if (character === '"') {
      const end = endOfText(json, at)
      if (depth === 1 && json[end] === ':') keys.push([at, end])
      at = end
      continue
    }
    if (character === '{' || character === '[') depth += 1
    else if (character === '}' || character === ']') depth -= 1
    at += 1
  }
  return keys
}

/** One past the quote that ends the text, or the end of all. */
function endOfText(json: string, start: number): number {
  let at = start + 1
  while (at < json.length && json[at] !== '"') at += json[at] === '\\' ? 2 : 1
  return Math.min(at + 1, json.length)
}
