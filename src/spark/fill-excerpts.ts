import { MOST_SHOWN_BYTES, shownContent } from '../export/dedup/count-duplicates.js'
import { shownLine } from '../export/excerpts/choose-samples.js'
import type { ExportResult } from '../records/export-result.js'
import { findContents, type FindOptions } from './find-contents.js'

export interface FillOptions extends FindOptions {
  readonly rowAt: (at: string) => number
}

/** Puts texts where only places are known: of the samples that are shown, and of copies. */
export async function fillExcerpts(
  result: ExportResult,
  options: FillOptions,
): Promise<ExportResult> {
  const { excerpts, duplicates } = result
  const sampleRows = excerpts.samples.map(({ at }) => options.rowAt(at))
  const copyRows = duplicates?.largest.map(({ text }) => Number(text)) ?? []
  const found = await findContents([...sampleRows, ...copyRows], options)

  const samples = excerpts.samples.map((sample, index) => {
    const content = found.get(sampleRows[index] ?? -1)
    return content ? { ...sample, ...shownLine(content.bytes, content.lineLength) } : sample
  })
  const largest = duplicates?.largest.map((cluster, index) => {
    const content = found.get(copyRows[index] ?? -1)
    if (!content) return cluster
    const { bytes, contentLength } = content
    const start = bytes.subarray(0, Math.min(contentLength, MOST_SHOWN_BYTES))
    return { ...cluster, ...shownContent(start, contentLength) }
  })
  return {
    ...result,
    excerpts: { ...excerpts, samples },
    ...(duplicates && largest && { duplicates: { ...duplicates, largest } }),
  }
}
