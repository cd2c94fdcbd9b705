import { compileFieldPath, type FieldReader } from '../kernel/field-path.js'
import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../kernel/json-value.js'
import { MAX_RENDERED, textOf, tooLong, type FilterStep } from './template-filters.js'
import { parseTemplate, type TemplateNode, type ValueNode } from './template-syntax.js'

export type Rendered<Value extends Json> = { readonly value: Value } | { readonly gap: Gap }

/** Why there is nothing to show. */
export type Gap =
  | { readonly code: 'missing-field'; readonly path: string }
  | { readonly code: 'wrong-type'; readonly path: string }
  | { readonly code: 'text-too-long'; readonly path: string }

export interface Template {
  /** Values that are not text are written as JSON. Time and text are linear in the record. */
  render(record: JsonObject): Rendered<string>
  /** As `render`, but a template that is a single `{{…}}` gives its value as it is. */
  evaluate(record: JsonObject): Rendered<Json>
}

/**
 * Compiles `{{path}}`, `{{path | filter: argument}}`, `{{#if path}}…{{else}}…{{/if}}` and
 * `{{#each path}}…{{/each}}`, within which paths start from the item (`{{.}}`) and `{{@index}}`
 * counts from 0; `{{#if @index}}` holds from the second item on, for separators. A missing or null value leaves a gap unless it has a `default`; for `#if`, false,
 * empty text, empty arrays and empty objects count as missing too.
 * @throws `template.invalid` with line and column of the mistake.
 *
 * @example
 * ```ts
 * import { compileTemplate } from 'loradex/styles'
 *
 * const { render } = compileTemplate('{{title}}: {{#each tags}}[{{.}}]{{/each}}')
 * console.log(render(new Map<string, string | string[]>([['title', 'Case 1'], ['tags', ['a', 'b']]])))
 * ```
 */
export function compileTemplate(template: string): Template {
  const nodes = parseTemplate(template)
  const write = writeAll(nodes)
  function render(record: JsonObject): Rendered<string> {
    const page: Page = { text: '', gap: undefined }
    write(page, record, 0)
    return page.gap === undefined ? { value: page.text } : { gap: page.gap }
  }
  const [only] = nodes
  if (nodes.length !== 1 || only?.kind !== 'value') return { render, evaluate: render }
  const read = readValue(only)
  return {
    render,
    evaluate(record) {
      const value = read(record, 0)
      if (value === tooLong) return { gap: { code: 'text-too-long', path: only.path } }
      if (value === undefined) return { gap: { code: 'missing-field', path: only.path } }
      return { value }
    },
  }
}

interface Page {
  text: string
  gap: Gap | undefined
}

/** Writes onto the page what a node makes of `scope`, the `index`-th item of the nearest `#each`. */
type Writer = (page: Page, scope: Json, index: number) => void

function writeAll(nodes: readonly TemplateNode[]): Writer {
  const writers = nodes.map(writerOf)
  return (page, scope, index) => {
    for (const write of writers) {
      if (page.gap !== undefined) return
      write(page, scope, index)
    }
  }
}

function writerOf(node: TemplateNode): Writer {
  switch (node.kind) {
    case 'text':
      return (page) => addText(page, node.text, '')
    case 'value':
      return writeValue(node)
    case 'if': {
      const [read, body, otherwise] = [
        readPath(node.path),
        writeAll(node.body),
        writeAll(node.otherwise),
      ]
      const holds = node.path === '@index' ? isLaterItem : isThere
      return (page, scope, index) => {
        const write = holds(read(scope, index)) ? body : otherwise
        write(page, scope, index)
      }
    }
    case 'each':
      return writeEach(node.path, writeAll(node.body))
  }
}

function writeValue(node: ValueNode): Writer {
  const read = readValue(node)
  return (page, scope, index) => {
    const value = read(scope, index)
    const text = value === tooLong ? tooLong : textOf(value)
    if (text === undefined) page.gap = { code: 'missing-field', path: node.path }
    else if (text === tooLong) page.gap = { code: 'text-too-long', path: node.path }
    else addText(page, text, node.path)
  }
}

function writeEach(path: string, body: Writer): Writer {
  const read = readPath(path)
  return (page, scope, index) => {
    const items = read(scope, index) ?? []
    if (!isJsonArray(items)) {
      page.gap = { code: 'wrong-type', path }
      return
    }
    for (const [position, item] of items.entries()) {
      if (page.gap !== undefined) return
      body(page, item, position)
    }
  }
}

function addText(page: Page, text: string, path: string): void {
  if (page.text.length + text.length > MAX_RENDERED) page.gap = { code: 'text-too-long', path }
  else page.text += text
}

type ScopedReader<Value> = (scope: Json, index: number) => Value

function readPath(path: string): ScopedReader<Json | undefined> {
  if (path === '@index') return (_, index) => index
  const read: FieldReader = compileFieldPath(path)
  return (scope) => read(scope)
}

function readValue({ path, steps }: ValueNode): ScopedReader<ReturnType<FilterStep>> {
  const read = readPath(path)
  return (scope, index) => {
    let value = read(scope, index)
    for (const step of steps) {
      const next = step(value)
      if (next === tooLong) return tooLong
      value = next
    }
    return value
  }
}

function isLaterItem(index: Json | undefined): boolean {
  return index !== 0
}

function isThere(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === false || value === '') return false
  if (isJsonArray(value)) return value.length > 0
  return !isJsonObject(value) || value.size > 0
}
