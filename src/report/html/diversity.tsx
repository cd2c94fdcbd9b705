import type { VNode } from 'preact'
import { Chart } from '../../ui/chart.js'
import { countOf, formatCount, formatNumber } from '../../ui/format-number.js'
import { ScaleChart } from '../../ui/scale-chart.js'
import { Section } from '../../ui/section.js'
import type { DiversityReport, ReportDocument } from '../report-document.js'

/** Words that the score is made for, in `metrics/diversity.ts`. */
const TOKEN_BUDGET = 20_000

export function DiversitySection({ report }: { report: ReportDocument }): VNode {
  const { diversity } = report
  const score = diversity?.score ?? null
  return (
    <Section
      id="diversity"
      title="Diversity"
      {...(score !== null && { figure: [formatNumber(score, 3), 'of 1'] as const })}
    >
      {diversity === undefined ? (
        <p>Diversity was not measured.</p>
      ) : score === null ? (
        <p>No written text has a word.</p>
      ) : (
        <Score diversity={diversity} score={score} />
      )}
    </Section>
  )
}

function Score({ diversity, score }: { diversity: DiversityReport; score: number }) {
  const { interval_95: interval, tokens, sample_size: texts } = diversity
  const rows = ([1, 2, 3] as const).flatMap((order) => {
    const value = diversity[`distinct_${order}`]
    return value === null ? [] : [{ label: orders[order], value }]
  })
  return (
    <>
      <p>
        How little the produced texts repeat themselves: the mean share of different words, pairs
        and triples of neighbours, over {countOf(tokens, 'word')} of {countOf(texts, 'text')}.
        {interval && (
          <>
            {' '}
            From {formatNumber(interval[0], 3)} to {formatNumber(interval[1], 3)} with 95%
            confidence.
          </>
        )}
        {tokens < TOKEN_BUDGET &&
          ` Fewer than ${formatCount(TOKEN_BUDGET)} words score higher than many would: compare it with care.`}
      </p>
      <Chart
        caption="Score with its 95% interval, and what it is the mean of; 1 is no repetition"
        table={{
          caption: diversity.method,
          columns: [
            { title: 'Measure' },
            { title: 'Value', kind: 'number' },
            { title: '95% interval', kind: 'number' },
          ],
          rows: [
            [
              'score',
              formatNumber(score, 4),
              interval ? `${formatNumber(interval[0], 4)} to ${formatNumber(interval[1], 4)}` : '',
            ],
            ...rows.map(({ label, value }) => [label, formatNumber(value, 4), '']),
          ],
        }}
      >
        <ScaleChart
          rows={[{ label: 'score', value: score, ...(interval && { interval }) }, ...rows]}
        />
      </Chart>
    </>
  )
}

const orders = { 1: 'different words', 2: 'different pairs', 3: 'different triples' } as const
