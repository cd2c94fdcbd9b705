import { createHash } from 'node:crypto'
import { dirname, join, resolve } from 'node:path'
import { readReport, type FoundReport } from '../recipe/read-report.js'
import { nextSteps } from '../report/html/next-steps.js'
import { flagOption, textOption, type Given, type RunCommand } from './command.js'
import { compareExports } from './compare-exports.js'
import { openInBrowser } from './open-in-browser.js'
import type { ReportOutput } from './outputs/report-output.js'
import { showWarnings } from './show-warnings.js'
import { usageInvalid } from './usage-invalid.js'
import { writePage } from './write-page.js'

const DEFAULT_FOLDER = 'out'
const PAGE = 'report.html'

export const reportCommand: RunCommand = async (given, io) => {
  if (flagOption(given, 'compare')) return compareExports(given, io)
  const shown = onlyFolder(given)
  const found = await readReport(resolve(io.cwd, shown), { shownPath: shown })
  showWarnings(found.warnings, io)
  const { renderReport } = await import('../report/html/render-report.js')
  const html = renderReport(found.facts)

  const out = textOption(given, 'out')
  const shownPage = out ?? join(found.isFolder ? shown : dirname(shown), PAGE)
  const page = resolve(io.cwd, shownPage)
  await writePage(page, html, shownPage)
  const result = resultOf(found, shownPage, html)
  const listed = found.listed.get(PAGE)
  if (out === undefined && listed !== undefined && listed !== result.sha256) {
    io.stderr(
      `warning: ${shownPage} is no longer the file that manifest.json lists: its export came from another version`,
    )
  }
  io.stdout(flagOption(given, 'json') ? JSON.stringify(result, null, 2) : shownPage)
  if (flagOption(given, 'open')) await openInBrowser(page, io)
  return 0
}

function onlyFolder(given: Given): string {
  const [folder = DEFAULT_FOLDER, ...others] = given.arguments
  if (others.length === 0) return folder
  throw usageInvalid(
    `expected one folder, saw ${others.length + 1}`,
    'Add --compare to hold two exports against each other.',
  )
}

function resultOf({ facts: { report } }: FoundReport, page: string, html: string): ReportOutput {
  const { plan_digest, counts, gates } = report
  return {
    format_version: 1,
    page,
    bytes: Buffer.byteLength(html),
    sha256: createHash('sha256').update(html).digest('hex'),
    plan_digest,
    counts,
    gates,
    next_steps: nextSteps(report),
  }
}
