import type { VNode } from 'preact'
import type { Explorer } from '../open-explorer.js'
import { Check, NumberInput, SearchInput, Select, TextInput } from './inputs.js'
import type { SamplesQuery } from './samples-query.js'

export interface SamplesFormProps {
  readonly explorer: Explorer
  readonly query: SamplesQuery
  /** Whether there may be samples that violate the schema, and they can be told. */
  readonly canValidate: boolean
}

/** Asks for a list of samples; works without scripts, and the address says it all. */
export function SamplesForm({ explorer, query, canValidate }: SamplesFormProps): VNode {
  const { splits, perSample } = explorer
  return (
    <form action="/samples" role="search" aria-label="Samples">
      <div class="fields">
        <SearchInput name="q" label="Search the lines" value={query.q} />
        {splits.length > 1 && (
          <Select
            name="split"
            label="Split"
            value={query.split}
            choices={[['', 'all'], ...splits.map(({ split }): [string, string] => [split, split])]}
          />
        )}
        <Check name="case" value="match" label="Match case" checked={query.matchCase} />
        <button>Search</button>
      </div>
      <details open={hasMore(query)}>
        <summary>More filters</summary>
        <div class="fields">
          <TextInput name="field" label="Field" value={query.field} choices={fieldsOf(explorer)} />
          <TextInput name="value" label="Value of the field" value={query.value} />
          {perSample && (
            <>
              <NumberInput name="min_length" label="Length from" value={query.minLength} />
              <NumberInput name="max_length" label="Length to" value={query.maxLength} />
              <NumberInput name="min_weight" label="Weight from" value={query.minWeight} />
              <NumberInput name="max_weight" label="Weight to" value={query.maxWeight} />
            </>
          )}
          <NumberInput name="from" label="Start at number" value={undefined} />
          {canValidate && (
            <Check
              name="schema"
              value="violating"
              label="Violating the schema"
              checked={query.violating}
            />
          )}
        </div>
        {!perSample && (
          <p class="soft">
            Filters on length and weight need an export with{' '}
            <code>quality_metrics.track_per_sample</code>.
          </p>
        )}
      </details>
    </form>
  )
}

function hasMore(query: SamplesQuery): boolean {
  const { minLength, maxLength, minWeight, maxWeight, field, violating } = query
  const bounds = [minLength, maxLength, minWeight, maxWeight]
  return field !== '' || violating || bounds.some((bound) => bound !== undefined)
}

/** Those whose values the report has counted. */
function fieldsOf({ report }: Explorer): readonly string[] {
  const counted = report.categories.filter(({ from }) => from === 'metadata')
  return counted.map(({ field }) => `metadata.${field}`)
}
