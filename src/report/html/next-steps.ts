import type { ReportDocument } from '../report-document.js'
import { dataSteps } from './data-steps.js'
import { dropSteps } from './drop-steps.js'
import { gateSteps } from './gate-steps.js'
import type { NextStep } from './next-step.js'

/** What a reviewer should do about an export, the urgent first. */
export function nextSteps(report: ReportDocument): readonly NextStep[] {
  const all = [...gateSteps(report), ...dataSteps(report), ...dropSteps(report)]
  return (['must', 'should', 'could'] as const).flatMap((urgency) =>
    all.filter((step) => step.urgency === urgency),
  )
}
