import { renderToStaticMarkup } from 'preact-render-to-string'
import type { VNode } from 'preact'
import { visibleString } from '../../ui/visible-parts.js'
import { factsText, kindName } from './lineage-text.js'
import type { LineageBranch } from './lineage-tree.js'

const WIDTH = 230
const HEIGHT = 54
const BETWEEN = 60
const ROW = 70
/** More sources than these are counted in one box. */
const MOST_ROWS = 8
const LABEL = 25

interface Box {
  readonly x: number
  readonly y: number
  readonly title: string
  readonly label: string
  readonly detail: string
  readonly to: number | undefined
}

/** What an adapter was made from, as boxes from left to right; for pages and as a file of its own. */
export function LineagePicture({ branch }: { branch: LineageBranch }): VNode {
  const boxes = boxesOf(branch)
  const width = Math.max(...boxes.map(({ x }) => x)) + WIDTH + 2
  const height = Math.max(...boxes.map(({ y }) => y)) + HEIGHT + 2
  const described = boxes.map(({ title, label }) => `${title} ${label}`).join(', ')
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      class="lineage"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={`Lineage: ${described}`}
      font-family="system-ui, sans-serif"
      font-size="12"
      fill="currentColor"
    >
      {boxes.map((box) => (
        <Line box={box} to={box.to === undefined ? undefined : boxes[box.to]} />
      ))}
      {boxes.map(({ x, y, title, label, detail }) => (
        <g>
          <rect
            x={x}
            y={y}
            width={WIDTH}
            height={HEIGHT}
            rx="4"
            fill="none"
            stroke="currentColor"
          />
          <text x={x + 10} y={y + 16} opacity="0.75">
            {title}
          </text>
          <text x={x + 10} y={y + 31} font-weight="600">
            {label}
          </text>
          <text x={x + 10} y={y + 46} opacity="0.75">
            {detail}
          </text>
        </g>
      ))}
    </svg>
  )
}

/** A file that any viewer shows, without scripts and fonts. */
export function lineageSvg(branch: LineageBranch): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${renderToStaticMarkup(<LineagePicture branch={branch} />)}\n`
}

function Line({ box, to }: { box: Box; to: Box | undefined }) {
  if (to === undefined) return undefined
  const [startX, startY] = [to.x + WIDTH, to.y + HEIGHT / 2]
  const [endX, endY] = [box.x, box.y + HEIGHT / 2]
  const middle = (startX + endX) / 2
  return (
    <path
      d={`M${startX},${startY}C${middle},${startY} ${middle},${endY} ${endX},${endY}`}
      fill="none"
      stroke="currentColor"
      opacity="0.5"
    />
  )
}

function boxesOf(root: LineageBranch): readonly Box[] {
  const boxes: Box[] = []
  let row = 1
  const place = ({ node, from }: LineageBranch, depth: number, to: number | undefined): void => {
    const index = boxes.length
    const title = kindName(node)
    const label = visibleString(node.label, LABEL)
    const detail = factsText(node).replace(/^, /u, '') || `${node.id.slice(7, 19)}…`
    boxes.push({ x: 1 + depth * (WIDTH + BETWEEN), y: row, title, label, detail, to })
    const shown = from.slice(0, MOST_ROWS)
    for (const [number, each] of shown.entries()) {
      if (number > 0) row += ROW
      place(each, depth + 1, index)
    }
    const more = from.length - shown.length
    if (more === 0) return
    row += ROW
    const x = 1 + (depth + 1) * (WIDTH + BETWEEN)
    boxes.push({ x, y: row, title: 'and', label: `${more} more`, detail: '', to: index })
  }
  place(root, 0, undefined)
  return boxes
}
