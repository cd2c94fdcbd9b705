/** JSON text that loaders take for a float whatever the value: `1.0`, `1.25`, `1e-7`. */
export function formatWeight(weight: number): string {
  const text = String(weight)
  return Number.isInteger(weight) && !text.includes('e') ? `${text}.0` : text
}
