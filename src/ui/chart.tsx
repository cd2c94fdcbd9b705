import type { ComponentChildren, VNode } from 'preact'
import { DataTable, type DataTableProps } from './data-table.js'

export interface ChartProps {
  /** What is to be seen. */
  readonly caption: ComponentChildren
  /** The same figures, for those who cannot see it. */
  readonly table: DataTableProps
  /** SVG without a role of its own: the table says what it shows. */
  readonly children: ComponentChildren
}

/** A drawing with its caption and its figures. */
export function Chart({ caption, table, children }: ChartProps): VNode {
  return (
    <figure>
      <figcaption>{caption}</figcaption>
      {children}
      <details>
        <summary>Figures as a table</summary>
        <DataTable {...table} />
      </details>
    </figure>
  )
}
