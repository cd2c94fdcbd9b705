import type { ComponentChildren, VNode } from 'preact'

interface Column {
  readonly title: ComponentChildren
  /** `number`: to the right, figures of one width. `code`: fixed pitch. */
  readonly kind?: 'text' | 'number' | 'code'
}

export interface DataTableProps {
  readonly caption: ComponentChildren
  /** Leaves the caption to screen readers, where a heading says the same. */
  readonly captionHidden?: boolean
  readonly columns: readonly Column[]
  /** The first cell of each row is its header. */
  readonly rows: readonly (readonly ComponentChildren[])[]
  readonly className?: string
}

export function DataTable(props: DataTableProps): VNode {
  const { caption, captionHidden = false, columns, rows, className } = props
  return (
    <table class={className}>
      <caption class={captionHidden ? 'unseen' : undefined}>{caption}</caption>
      <thead>
        <tr>
          {columns.map(({ title, kind }) => (
            <th scope="col" class={classOf(kind)}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((cells) => (
          <tr>{cells.map((cell, index) => cellOf(cell, index, columns[index]?.kind))}</tr>
        ))}
      </tbody>
    </table>
  )
}

function cellOf(cell: ComponentChildren, index: number, kind: Column['kind']) {
  if (index > 0) return <td class={classOf(kind)}>{cell}</td>
  return (
    <th scope="row" class={classOf(kind)}>
      {cell}
    </th>
  )
}

function classOf(kind: Column['kind']): string | undefined {
  if (kind === 'number') return 'n'
  return kind === 'code' ? 'c' : undefined
}
