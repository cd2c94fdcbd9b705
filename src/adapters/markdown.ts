/** Any text as one line of Markdown that shows just that text, in table cells too. */
export function markdownText(text: string): string {
  return text.replace(/\s+/gu, ' ').replace(/[\\`*_[\]<>|&~#]/gu, String.raw`\$&`)
}

/** Any text as a code span, in table cells too. */
export function markdownCode(text: string): string {
  const line = text.replace(/\s+/gu, ' ').replaceAll('|', String.raw`\|`)
  const longest = Math.max(0, ...Array.from(line.matchAll(/`+/gu), ([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  const blank = longest > 0 ? ' ' : ''
  return `${fence}${blank}${line}${blank}${fence}`
}

/** A table whose cells are Markdown already; empty without rows. */
export function markdownTable(
  head: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): readonly string[] {
  if (rows.length === 0) return []
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`)
}
