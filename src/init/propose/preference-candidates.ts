import type { Column } from '../columns/column.js'
import type { Candidate } from './candidate.js'
import { findColumn, isText } from './find-column.js'

/** An answer that was preferred and one that was not, by their names. */
export function preferenceCandidates(columns: readonly Column[]): readonly Candidate[] {
  const chosen = findColumn(columns, 'chosen', isAnswer)
  const rejected = findColumn(columns, 'rejected', (column) => column.kind === chosen?.column.kind)
  if (chosen === undefined || rejected === undefined) return []
  const used = [chosen.column, rejected.column]
  const prompt = promptOf(columns.filter((column) => !used.includes(column)))
  const strength = Math.min(chosen.fit, rejected.fit)
  return [
    {
      style: 'preference',
      strength,
      fields: [
        prompt
          ? {
              field: 'prompt_field',
              source: prompt.path,
              columns: [prompt],
              reason: 'what is asked',
            }
          : {
              field: 'prompt_field',
              source: { const: null },
              columns: [],
              reason: isTranscript(chosen.column)
                ? 'what both transcripts begin with'
                : 'what both answers begin with',
            },
        {
          field: 'chosen_field',
          source: chosen.column.path,
          columns: [chosen.column],
          reason: 'the better answer, by its name',
        },
        {
          field: 'rejected_field',
          source: rejected.column.path,
          columns: [rejected.column],
          reason: 'the worse answer, by its name',
        },
      ],
    },
  ]
}

function isAnswer(column: Column): boolean {
  return isText(column) || column.kind === 'messages'
}

/** Text, or messages that end before an assistant speaks. */
function isAsked(column: Column): boolean {
  return isText(column) || column.kind === 'list' || column.kind === 'messages'
}

function promptOf(columns: readonly Column[]): Column | undefined {
  for (const role of ['prompt', 'instruction', 'input'] as const) {
    const found = findColumn(columns, role, isAsked)
    if (found) return found.column
  }
  return undefined
}

function isTranscript({ traits }: Column): boolean {
  return (traits?.transcripts ?? 0) > 0.5
}
