import { resolve } from 'node:path'
import { readReport, type FoundReport } from '../recipe/read-report.js'
import { compareReports } from '../report/compare/compare-reports.js'
import { comparisonText } from '../report/compare/comparison-text.js'
import { flagOption, textOption, type Given } from './command.js'
import type { CommandIo } from './command-io.js'
import type { ExitCode } from './exit-code.js'
import { openInBrowser } from './open-in-browser.js'
import type { CompareOutput } from './outputs/report-output.js'
import { writePage } from './write-page.js'
import { showWarnings } from './show-warnings.js'
import { usageInvalid } from './usage-invalid.js'

/** Two exports: as a table on stdout, or as a page where a file is named for it. */
export async function compareExports(given: Given, io: CommandIo): Promise<ExitCode> {
  const [before, after, ...others] = given.arguments
  if (before === undefined || after === undefined || others.length > 0) {
    throw usageInvalid(
      `expected two folders to compare, saw ${given.arguments.length}`,
      'Name the earlier export and the later one.',
    )
  }
  const out = textOption(given, 'out')
  if (out === undefined && flagOption(given, 'open')) {
    throw usageInvalid('expected a file to open', 'Name the page with --out.')
  }
  const [old, now] = [await read(before, io), await read(after, io)]
  const reports = { before: old.facts.report, after: now.facts.report }
  const comparison = compareReports(
    { path: before, report: reports.before },
    { path: after, report: reports.after },
  )
  if (out !== undefined) {
    const { renderComparison } = await import('../report/compare/render-comparison.js')
    const page = resolve(io.cwd, out)
    await writePage(page, renderComparison(comparison, reports), out)
    if (flagOption(given, 'open')) await openInBrowser(page, io)
  }
  const printed: CompareOutput = { format_version: 1, ...comparison }
  if (flagOption(given, 'json')) io.stdout(JSON.stringify(printed, null, 2))
  else if (out !== undefined) io.stdout(out)
  else for (const line of comparisonText(comparison)) io.stdout(line)
  return 0
}

async function read(folder: string, io: CommandIo): Promise<FoundReport> {
  const found = await readReport(resolve(io.cwd, folder), { shownPath: folder })
  showWarnings(found.warnings, io)
  return found
}
