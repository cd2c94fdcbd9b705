import type { ComponentChildren, VNode } from 'preact'
import { DataTable } from '../../ui/data-table.js'
import { countOf } from '../../ui/format-number.js'
import { Section } from '../../ui/section.js'
import { VisibleText } from '../../ui/visible-text.js'
import type { Limits } from '../html/limits.js'
import { answersOf, valueText } from './comparison-text.js'
import type { ComparedGateResult, ComparedInput, ComparedValue, Comparison } from './comparison.js'
import { gateText } from './changed-figures.js'
import { FiguresSection } from './figures-section.js'
import { ShapesSection, type Pair } from './shapes-section.js'

export interface ComparisonPageProps {
  readonly comparison: Comparison
  readonly reports: Pair
  readonly limits: Limits
}

export function ComparisonHeader({
  comparison,
  limits,
}: Omit<ComparisonPageProps, 'reports'>): VNode {
  return (
    <header class="band">
      <div class="wide">
        <p class="over">Comparison of two exports</p>
        <h1>
          <VisibleText text={comparison.before.path} limit={limits.name} /> →{' '}
          <VisibleText text={comparison.after.path} limit={limits.name} />
        </h1>
        <p class="soft">
          Before: <VisibleText text={comparison.before.source} limit={limits.pointer} />. After:{' '}
          <VisibleText text={comparison.after.source} limit={limits.pointer} />.
        </p>
      </div>
    </header>
  )
}

export function ComparisonMain({ comparison, reports, limits }: ComparisonPageProps): VNode {
  const { compared_by, same_data, same_plan, gates, recipe, schema, inputs } = comparison
  return (
    <div class="wide">
      <Section id="verdict" title="Verdict">
        <p class={`verdict ${same_data && compared_by === 'digests' ? 'passed' : 'open'}`}>
          <strong>{answersOf(comparison)[0]}</strong>
        </p>
        <p class="lead">{answersOf(comparison).slice(1).join(' ')}</p>
        {same_plan && same_data && compared_by === 'digests' && (
          <p>The same plan gave the same bytes, as it should.</p>
        )}
      </Section>
      <FiguresSection comparison={comparison} limits={limits} />
      <ShapesSection reports={reports} limits={limits} />
      {gates.length > 0 && (
        <Section id="gates" title="Gates">
          <Changes
            what="Gate"
            rows={gates.map(({ gate, before, after }) => [
              <code>{gate}</code>,
              <GateState of={before} />,
              <GateState of={after} />,
            ])}
            limits={limits}
          />
        </Section>
      )}
      <Section id="recipe" title="Recipe">
        {recipe.length === 0 ? (
          <p>The recipes are the same.</p>
        ) : (
          <Changes
            what="Key"
            rows={recipe.map((value) => valueCells(value, limits))}
            limits={limits}
          />
        )}
      </Section>
      <Section id="schema" title="Schema">
        {schema.length === 0 ? (
          <p>The schemas are the same.</p>
        ) : (
          <Changes
            what="Place"
            rows={schema.map((value) => valueCells(value, limits))}
            limits={limits}
          />
        )}
      </Section>
      <Section id="inputs" title="Inputs">
        {inputs.length === 0 ? (
          <p>
            {compared_by === 'digests'
              ? 'The same records were read.'
              : 'As many records were read.'}
          </p>
        ) : (
          <Changes
            what="Input"
            rows={inputs.map((input) => inputCells(input, limits))}
            limits={limits}
          />
        )}
      </Section>
    </div>
  )
}

export function ComparisonFooter({ comparison }: { comparison: Comparison }): VNode {
  const { before, after } = comparison
  return (
    <footer class="band">
      <div class="wide">
        <p class="soft">
          Plans <code>{before.plan_digest}</code> (loradex {before.loradex_version}) and{' '}
          <code>{after.plan_digest}</code> (loradex {after.loradex_version}).
        </p>
      </div>
    </footer>
  )
}

interface ChangesProps {
  readonly what: string
  readonly rows: readonly (readonly ComponentChildren[])[]
  readonly limits: Limits
}

/** Three times the rows of a list: what changed is what the page is about. */
function Changes({ what, rows, limits }: ChangesProps) {
  const shown = rows.slice(0, limits.rows * 3)
  return (
    <>
      <DataTable
        className="changes"
        captionHidden
        caption={`${what}, before and after`}
        columns={[{ title: what }, { title: 'Before' }, { title: 'After' }]}
        rows={shown}
      />
      {rows.length > shown.length && (
        <p class="soft">{countOf(rows.length - shown.length, 'more change')}; --json shows all.</p>
      )}
    </>
  )
}

function GateState({ of }: { of: ComparedGateResult | null }) {
  if (of === null) return <span class="soft">not set</span>
  return <span class={`state ${of.passed ? 'passed' : 'failed'}`}>{gateText(of)}</span>
}

function valueCells({ path, before, after }: ComparedValue, limits: Limits) {
  return [
    <code>
      <VisibleText text={path === '' ? '(all of it)' : path} limit={limits.pointer} />
    </code>,
    ...[before, after].map((value) => (
      <code>
        <VisibleText text={valueText(value, Infinity)} limit={limits.message} />
      </code>
    )),
  ]
}

function inputCells({ input, before, after }: ComparedInput, limits: Limits) {
  return [
    <VisibleText text={input} limit={limits.name} />,
    ...[before, after].map((records) =>
      records === null ? (
        <span class="soft">not read</span>
      ) : (
        <>
          {countOf(records.records, 'record')}{' '}
          <code class="soft">{records.records_sha256?.slice(0, 12)}</code>
        </>
      ),
    ),
  ]
}
