import type { VNode } from 'preact'
import { DataTable } from '../../ui/data-table.js'
import { countOf } from '../../ui/format-number.js'
import { Section } from '../../ui/section.js'
import { VisibleText } from '../../ui/visible-text.js'
import type { Limits } from '../html/limits.js'
import { changedFigures, changeText, figureText } from './changed-figures.js'
import { figureGroups, type Comparison, type FigureGroup } from './comparison.js'

const titles: Readonly<Record<FigureGroup, string>> = {
  records: 'Records',
  dropped: 'Dropped, by reason',
  splits: 'Samples by split',
  schema: 'Schema',
  lengths: 'Lengths of the produced texts',
  weights: 'Weights',
  diversity: 'Diversity',
  duplicates: 'Duplicates',
}

/** One table for each group that has changed figures. */
export function FiguresSection({
  comparison,
  limits,
}: {
  comparison: Comparison
  limits: Limits
}): VNode {
  const changed = changedFigures(comparison)
  const same = comparison.figures.length - changed.length
  return (
    <Section id="figures" title="Figures">
      {figureGroups.map((group) => {
        const rows = changed.filter((figure) => figure.group === group)
        const shown = rows.slice(0, limits.rows * 2)
        return (
          rows.length > 0 && (
            <>
              <DataTable
                className="figures"
                caption={titles[group]}
                columns={[
                  { title: 'Figure' },
                  { title: 'Before', kind: 'number' },
                  { title: 'After', kind: 'number' },
                  { title: 'Change', kind: 'number' },
                ]}
                rows={shown.map((figure) => [
                  <VisibleText text={figure.name} limit={limits.name} />,
                  figureText(figure.before),
                  figureText(figure.after),
                  changeText(figure),
                ])}
              />
              {rows.length > shown.length && (
                <p class="soft">
                  {countOf(rows.length - shown.length, 'more figure')}; --json shows all.
                </p>
              )}
            </>
          )
        )
      })}
      {same > 0 && (
        <p class="soft">
          {countOf(same, 'other figure')} {same === 1 ? 'is' : 'are'} the same in both.
        </p>
      )}
    </Section>
  )
}
