import type { VNode } from 'preact'
import { formatBytes, formatCount } from '../../ui/format-number.js'
import { Section } from '../../ui/section.js'
import { VisibleText } from '../../ui/visible-text.js'
import { topLevelKeys } from '../../report/html/top-level-keys.js'
import type { Row, RowPlace } from '../rows/row-series.js'

const SHOWN = 4000

export interface LineSectionProps {
  readonly row: Row
  readonly place: RowPlace | undefined
  /** Address of the line as text. */
  readonly href: string
}

/** The line of the export as it is. */
export function LineSection({ row, place, href }: LineSectionProps): VNode {
  const text = row.bytes.subarray(0, 4 * SHOWN).toString()
  const isCut = row.size > 4 * SHOWN
  return (
    <Section id="line" title="Line">
      <pre>
        <VisibleText text={text} limit={SHOWN} strong={topLevelKeys(text)} cut={isCut} />
      </pre>
      <p class="soft">
        {place && (
          <>
            Line {formatCount(place.line + 1)} of <code>{place.file}</code>,{' '}
          </>
        )}
        {formatBytes(row.size)}. <a href={href}>All of it as text</a>
      </p>
    </Section>
  )
}
