import type { VNode } from 'preact'
import { renderToStaticMarkup } from 'preact-render-to-string'
import type { Excerpts } from '../../records/excerpts.js'
import { chartStyle } from '../../ui/chart-style.js'
import { renderPage } from '../../ui/page.js'
import { Row, type ListedRow } from '../../ui/row-list.js'
import { stylesheet } from '../../ui/stylesheet.js'
import { fitRows, type FittedRows, type RowSizes } from './fit-rows.js'
import { limitsInTurn, type Limits } from './limits.js'
import { nextSteps } from './next-steps.js'
import { rejectRow } from './reject-rows.js'
import { reportName, ReportFooter, ReportHeader, ReportMain } from './report-page.js'
import type { ReportFacts } from './report-facts.js'
import { reportStyle } from './report-style.js'
import { sampleRow } from './sample-rows.js'

/** Size of a page in bytes, whatever the export holds. */
export const MOST_BYTES = 150_000

/** Single records get at least this much of it. */
const LEAST_FOR_EXCERPTS = 42_000

/** What stands around the rows, in bytes at most. */
const SENTENCES = 1000

/** Few enough to try whether all of them fit as they are, before anything is measured. */
const FEW_ROWS = 40

/** `report.html`: one page that needs nothing else, not even scripts. Depends on the facts alone. */
export function renderReport(facts: ReportFacts): string {
  const { samples, rejects } = facts.report.excerpts
  if (samples.length + rejects.length <= FEW_ROWS) {
    const whole = { samples: allRows(samples), rejects: allRows(rejects) }
    const page = pageOf(facts, limitsInTurn[0], whole)
    if (bytesOf(page) <= MOST_BYTES) return page
  }
  const { limits, bytes } = chooseLimits(facts)
  return pageOf(facts, limits, fitExcerpts(facts.report.excerpts, MOST_BYTES - bytes))
}

function allRows<Row>(rows: readonly Row[]): FittedRows<Row> {
  return fitRows(rows, Infinity, { bytesOf: () => 0, lengthOf: () => 0 })
}

interface FittedExcerpts {
  readonly samples: FittedRows<Excerpts['samples'][number]>
  readonly rejects: FittedRows<Excerpts['rejects'][number]>
}

const noRows = { rows: [], left: 0, bytes: 0 }
const none: FittedExcerpts = { samples: noRows, rejects: noRows }

/** The most generous that leave room for rows, and what a page takes with them. */
function chooseLimits(facts: ReportFacts): { readonly limits: Limits; readonly bytes: number } {
  let [limits] = limitsInTurn
  let bytes = Infinity
  for (limits of limitsInTurn) {
    bytes = bytesOf(pageOf(facts, limits, none))
    if (bytes <= MOST_BYTES - LEAST_FOR_EXCERPTS) break
  }
  return { limits, bytes }
}

/** Half for each, and to the other what one does not need. */
function fitExcerpts({ samples, rejects }: Excerpts, budget: number): FittedExcerpts {
  const room = budget - SENTENCES
  const fittedRejects = fitRows(rejects, room / 2, rejectSizes)
  return {
    rejects: fittedRejects,
    samples: fitRows(samples, room - fittedRejects.bytes, sampleSizes),
  }
}

const rejectSizes: RowSizes<Excerpts['rejects'][number]> = {
  bytesOf: (row) => bytesOfRow(rejectRow(row)),
  lengthOf: ({ record = '', record_base64 = '' }) => record.length + record_base64.length,
}

const sampleSizes: RowSizes<Excerpts['samples'][number]> = {
  bytesOf: (row) => bytesOfRow(sampleRow(row, 0)),
  lengthOf: ({ line }) => line.length,
}

function bytesOfRow(row: ListedRow): number {
  return bytesOf(renderToStaticMarkup(<Row {...row} printed />))
}

function pageOf(facts: ReportFacts, limits: Limits, excerpts: FittedExcerpts): string {
  const steps = nextSteps(facts.report)
  const main: VNode = <ReportMain facts={facts} limits={limits} steps={steps} {...excerpts} />
  return renderPage({
    title: `${reportName(facts)} – export report`,
    style: stylesheet + chartStyle + reportStyle,
    header: <ReportHeader facts={facts} limits={limits} />,
    main,
    footer: <ReportFooter facts={facts} />,
  })
}

function bytesOf(text: string): number {
  return Buffer.byteLength(text)
}
