import type { VNode } from 'preact'
import { isJsonArray, isJsonObject, type JsonObject } from '../../kernel/json-value.js'
import { parseJson } from '../../kernel/parse-json.js'
import { formatCount } from '../../ui/format-number.js'
import { VisibleText } from '../../ui/visible-text.js'
import type { Explorer } from '../open-explorer.js'
import type { ListPage, RowRange } from '../rows/list-rows.js'
import type { Row } from '../rows/row-series.js'
import { ListPager, ResultLine } from './list-parts.js'
import { reasonOf } from './reason-of.js'
import { RejectsForm } from './rejects-form.js'
import { everyReject, isFiltered, rejectsAddress, type RejectsQuery } from './rejects-query.js'
import { rejectAddress } from './row-address.js'
import { textOf } from './sample-texts.js'
import { matchesIn } from './wanted-text.js'

export interface RejectsPageProps {
  readonly explorer: Explorer
  readonly query: RejectsQuery
  readonly range: RowRange
  readonly page: ListPage
  readonly rows: readonly ListedReject[]
}

export interface ListedReject {
  readonly row: Row
  /** The line around what was searched for. */
  readonly excerpt: string | undefined
}

export function RejectsPage({ explorer, query, range, page, rows }: RejectsPageProps): VNode {
  return (
    <>
      <h1>Rejects</h1>
      <RejectsForm explorer={explorer} query={query} />
      <ResultLine
        page={page}
        range={range}
        one="reject"
        isFiltered={isFiltered(query)}
        clear={rejectsAddress(everyReject)}
      />
      {rows.length > 0 && (
        <ol class="found rejects">
          {rows.map((listed) => (
            <RejectItem listed={listed} query={query} />
          ))}
        </ol>
      )}
      <ListPager page={page} range={range} addressOf={(place) => rejectsAddress(query, place)} />
    </>
  )
}

function RejectItem({
  listed: { row, excerpt },
  query,
}: {
  listed: ListedReject
  query: RejectsQuery
}) {
  const number = row.row + 1
  const parsed = parseJson(row.bytes)
  const reject = 'value' in parsed && isJsonObject(parsed.value) ? parsed.value : undefined
  const code = textOf(reject?.get('code'))
  return (
    <li data-item>
      <a data-row href={rejectAddress(number, query)}>
        {formatCount(number)}
      </a>
      <div>
        <p class="ask">
          <VisibleText text={code} limit={60} /> <span class="soft">{reasonOf(code)}</span>
        </p>
        <p>
          {reject ? (
            <What reject={reject} />
          ) : (
            <VisibleText text={row.bytes.toString()} limit={300} />
          )}
        </p>
        {excerpt !== undefined && (
          <p class="code">
            … <VisibleText text={excerpt} strong={matchesIn(excerpt, query)} /> …
          </p>
        )}
      </div>
      <p class="figures code">
        <VisibleText text={textOf(reject?.get('at'))} limit={60} />
      </p>
    </li>
  )
}

const SHOWN = 200

/** The errors where there are some, else what was seen and what is allowed. */
function What({ reject }: { reject: JsonObject }) {
  const errors = reject.get('errors')
  const kept = reject.get('kept')
  if (isJsonArray(errors) && errors.length > 0) {
    return <VisibleText text={errors.map(textOf).join('\n')} limit={SHOWN} />
  }
  if (kept !== undefined) {
    return (
      <>
        kept: <VisibleText text={textOf(kept)} limit={SHOWN} />
      </>
    )
  }
  return (
    <>
      <span class="soft">saw </span>
      <VisibleText text={textOf(reject.get('observed'))} limit={SHOWN} />
      <span class="soft">, allowed </span>
      <VisibleText text={textOf(reject.get('allowed'))} limit={SHOWN} />
    </>
  )
}
