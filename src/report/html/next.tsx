import type { VNode } from 'preact'
import { writeJson } from '../../kernel/write-json.js'
import { Section } from '../../ui/section.js'
import { VisibleText } from '../../ui/visible-text.js'
import type { Limits } from './limits.js'
import type { NextStep } from './next-step.js'
import { valueAt, type ReportFacts } from './report-facts.js'

export interface NextProps {
  readonly facts: ReportFacts
  readonly steps: readonly NextStep[]
  readonly limits: Limits
}

export function NextSection({ facts, steps, limits }: NextProps): VNode {
  const { report } = facts
  return (
    <Section id="next" title="What to do next">
      {steps.length === 0 ? (
        <p>Nothing in these figures asks for a change.</p>
      ) : (
        <ol class="steps">
          {steps.map((step) => (
            <li class={step.urgency}>
              <p>
                <span class={`state ${step.urgency}`}>{urgencies[step.urgency]}</span>{' '}
                {step.finding}
                {step.about !== undefined && (
                  <>
                    {' '}
                    <q>
                      <VisibleText text={step.about} limit={limits.message} />
                    </q>
                  </>
                )}
              </p>
              <p>
                {step.advice}
                {step.key !== undefined && <Key path={step.key} facts={facts} limits={limits} />}
              </p>
            </li>
          ))}
        </ol>
      )}
      {report.counts.read > 0 && <Commands facts={facts} />}
    </Section>
  )
}

const urgencies = { must: 'first', should: 'soon', could: 'consider' } as const

/** Longer values are in the recipe above. */
const VALUE = 80

function Key({ path, facts, limits }: { path: string; facts: ReportFacts; limits: Limits }) {
  const value = valueAt(facts.recipe, path)
  const text = value === undefined ? undefined : writeJson(value)
  return (
    <span class="key">
      <code>{path}</code>
      {text === undefined
        ? ' is not set'
        : text.length <= Math.min(VALUE, limits.message) && (
            <>
              {' '}
              is{' '}
              <code>
                <VisibleText text={text} />
              </code>
            </>
          )}
    </span>
  )
}

function Commands({ facts: { report, schema } }: { facts: ReportFacts }) {
  const { shards, counts } = report
  const pattern = shards[0]?.file.replace(/-\d{5}-of-\d{5}/u, '-*')
  return (
    <>
      <h3>In the folder of this export</h3>
      <dl class="commands">
        <dt>Page, search and filter samples and rejects</dt>
        <dd>
          <code>loradex explore .</code>
        </dd>
        {schema !== undefined && pattern !== undefined && (
          <>
            <dt>Check the shards against the schema again</dt>
            <dd>
              <code>
                loradex validate '<VisibleText text={pattern} limit={60} />' --schema schema.json
              </code>
            </dd>
          </>
        )}
        <dt>Compare it with another export</dt>
        <dd>
          <code>loradex report --compare ../earlier .</code>
        </dd>
        {counts.emitted > 0 && (
          <>
            <dt>Load it in Python</dt>
            <dd>
              <code>datasets.load_dataset(".")</code>
            </dd>
          </>
        )}
      </dl>
    </>
  )
}
