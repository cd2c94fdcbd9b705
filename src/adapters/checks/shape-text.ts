export function shapeText(shape: readonly number[] | undefined): string {
  return `[${(shape ?? []).join(', ')}]`
}
