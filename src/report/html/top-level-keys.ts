/** Where the keys of an object stand in its JSON text, quotes included; the text may break off anywhere. */
export function topLevelKeys(json: string): readonly (readonly [start: number, end: number])[] {
  const keys: (readonly [number, number])[] = []
  let depth = 0
  for (const match of json.matchAll(token)) {
    const [text] = match
    if (text === '{' || text === '[') depth += 1
    else if (text === '}' || text === ']') depth -= 1
    else if (depth === 1 && json[match.index + text.length] === ':') {
      keys.push([match.index, match.index + text.length])
    }
  }
  return keys
}

/** Whole texts, so that brackets within them do not count. */
const token = /"(?:[^"\\]|\\.)*"|[[\]{}]/gsu
