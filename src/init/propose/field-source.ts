import type { FieldSource } from '../../styles/field-source.js'
import type { Column } from '../columns/column.js'

/** The column where a style wants text: by its path, or through a template where it is not text alone. */
export function asText({ path, shape }: Column): FieldSource {
  const { trues, falses, numbers, lists, objects } = shape
  const others = trues + falses + numbers.whole + numbers.other + lists.count + objects.count
  return others === 0 ? path : { template: `{{${templatePath(path)}}}` }
}

/** The column where a style takes text, lists and objects as they are. */
export function asOutput(column: Column): FieldSource {
  const { trues, falses, numbers } = column.shape
  return trues + falses + numbers.whole + numbers.other === 0 ? column.path : asText(column)
}

/** The path as it stands between braces. */
export function templatePath(path: string): string {
  if (/^[\p{L}\p{N}_/~-][\p{L}\p{N}_./~-]*$/u.test(path) && !reserved.has(path)) return path
  const escaped = path
    .replaceAll('\\', String.raw`\\`)
    .replaceAll('"', String.raw`\"`)
    .replaceAll('\n', String.raw`\n`)
  return `"${escaped}"`
}

/** Words that mean something else there. */
const reserved: ReadonlySet<string> = new Set(['else', '/if', '/each'])
