import type { ComponentChildren, VNode } from 'preact'

export interface RowListProps {
  /** What the list holds, for those who cannot see it. */
  readonly label: string
  readonly rows: readonly ListedRow[]
}

export interface ListedRow {
  /** Beside the text; above it where the window is narrow. */
  readonly head: ComponentChildren
  readonly text: ComponentChildren
  /** On paper, too. */
  readonly printed: boolean
}

/** Long texts, each with its place: a table would leave them half of a narrow window. */
export function RowList({ label, rows }: RowListProps): VNode {
  return (
    <ol class="rows" aria-label={label}>
      {rows.map((row) => (
        <Row {...row} />
      ))}
    </ol>
  )
}

export function Row({ head, text, printed }: ListedRow): VNode {
  return (
    <li class={printed ? 'p' : undefined}>
      <div>{head}</div>
      <div>{text}</div>
    </li>
  )
}
