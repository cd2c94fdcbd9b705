/** A table with its columns padded, as the formatter wants it. */
export function markdownTable(head, rows) {
  const cells = [head, ...rows].map((row) => row.map((cell) => cell.replaceAll('|', '\\|')))
  const widths = head.map((_, column) =>
    Math.max(3, ...cells.map((row) => Array.from(row[column] ?? '').length)),
  )
  const lines = cells.map((row) => row.map((cell, column) => pad(cell, widths[column])))
  const rule = widths.map((width) => '-'.repeat(width))
  const [first, ...rest] = lines
  return [first, rule, ...rest].map((row) => `| ${row.join(' | ')} |`).join('\n')
}

function pad(cell, width) {
  return cell + ' '.repeat(width - Array.from(cell).length)
}
