import type { VNode } from 'preact'
import { formatCount } from '../../ui/format-number.js'
import type { Explorer } from '../open-explorer.js'
import { Check, SearchInput, Select } from './inputs.js'
import type { RejectsQuery } from './rejects-query.js'

/** Longer lists of rules come from sources where every column is one. */
const MOST_RULES = 200

export interface RejectsFormProps {
  readonly explorer: Explorer
  readonly query: RejectsQuery
}

/** Asks for a list of rejects; works without scripts, and the address says it all. */
export function RejectsForm({ explorer, query }: RejectsFormProps): VNode {
  const { manifest, rejectFacts } = explorer
  const codes = Object.entries(manifest.counts.dropped)
  const rules = rejectFacts.rules.words().slice(0, MOST_RULES)
  return (
    <form action="/rejects" role="search" aria-label="Rejects">
      <div class="fields">
        <SearchInput name="q" label="Search the lines" value={query.q} />
        <Select
          name="code"
          label="Reason"
          value={query.code}
          choices={[
            ['', 'all'],
            ...codes.map(([code, count]) => [code, `${code} (${formatCount(count)})`] as const),
          ]}
        />
        {(rules.length > 1 || query.rule !== '') && (
          <Select
            name="rule"
            label="Rule"
            value={query.rule}
            choices={[['', 'all'], ...rules.map((rule) => [rule, rule] as const)]}
          />
        )}
        <Check name="case" value="match" label="Match case" checked={query.matchCase} />
        {query.kept !== '' && <input type="hidden" name="kept" value={query.kept} />}
        <button>Search</button>
      </div>
    </form>
  )
}
