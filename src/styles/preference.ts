import { isJsonArray, type Json } from '../kernel/json-value.js'
import { canonicalJson } from '../kernel/write-json.js'
import type { Verdict } from '../records/verdict.js'
import { compileField } from './field-getter.js'
import type { FieldSource } from './field-source.js'
import { badMessages, producedBy, readMessages, type Messages } from './messages.js'
import type { Style } from './style.js'
import { unusableField } from './unusable-field.js'

/** The members of `field_mapping` that this style reads. */
export interface PreferenceFields {
  readonly prompt_field: FieldSource
  readonly chosen_field: FieldSource
  readonly rejected_field: FieldSource
}

/**
 * `{prompt, chosen, rejected}`, all text or all messages. Without a prompt, what chosen and
 * rejected have in common becomes it: leading messages, or transcripts up to the last common
 * `\n\nAssistant:` (the form of hh-rlhf). The same holds when the prompt is text, the answers are
 * messages, and one of the leading messages says the prompt. Equal answers are kept: whether they
 * teach anything is a question of curation.
 */
export function preference(fields: PreferenceFields): Style {
  const readPrompt = compileField(fields.prompt_field)
  const readChosen = compileField(fields.chosen_field)
  const readRejected = compileField(fields.rejected_field)
  return {
    id: 'preference',
    map(record) {
      const prompt = readPrompt(record) ?? undefined
      const chosen = readChosen(record)
      const rejected = readRejected(record)
      if (typeof chosen === 'string' && typeof rejected === 'string') {
        return fromTexts(prompt, chosen, rejected)
      }
      if (isJsonArray(chosen) && isJsonArray(rejected)) {
        return fromMessages(prompt, chosen, rejected)
      }
      return unusableAnswer(chosen, rejected)
    },
  }
}

const promptRule = 'field_mapping.prompt_field'
const chosenRule = 'field_mapping.chosen_field'
const rejectedRule = 'field_mapping.rejected_field'

function unusableAnswer(chosen: Json | undefined, rejected: Json | undefined): Verdict {
  const isAnswer = typeof chosen === 'string' || isJsonArray(chosen)
  if (!isAnswer) return unusableField(chosenRule, chosen, 'text or messages')
  const allowed = typeof chosen === 'string' ? 'text, as chosen' : 'messages, as chosen'
  if (typeof rejected !== 'string') return unusableField(rejectedRule, rejected, allowed)
  return { drop: { code: 'wrong-type', rule: rejectedRule, observed: 'string', allowed } }
}

function fromTexts(prompt: Json | undefined, chosen: string, rejected: string): Verdict {
  if (typeof prompt === 'string') return keep({ prompt, chosen, rejected }, chosen)
  if (prompt !== undefined) return unusableField(promptRule, prompt, 'text, as chosen')
  const end = endOfTranscript(chosen, rejected)
  if (end === undefined) return unusableField(promptRule, undefined, 'text, or common transcripts')
  const answer = chosen.slice(end)
  return keep(
    { prompt: chosen.slice(0, end), chosen: answer, rejected: rejected.slice(end) },
    answer,
  )
}

const assistantTurn = '\n\nAssistant:'

/** One past the last `\n\nAssistant:` before the texts part. */
function endOfTranscript(left: string, right: string): number | undefined {
  let common = 0
  while (common < left.length && left.charCodeAt(common) === right.charCodeAt(common)) common += 1
  const at = left.slice(0, common).lastIndexOf(assistantTurn)
  return at < 0 ? undefined : at + assistantTurn.length
}

function fromMessages(
  prompt: Json | undefined,
  chosenList: readonly Json[],
  rejectedList: readonly Json[],
): Verdict {
  const chosen = readMessages(chosenList)
  if ('problem' in chosen) return badMessages(chosenRule, chosen.problem)
  const rejected = readMessages(rejectedList)
  if ('problem' in rejected) return badMessages(rejectedRule, rejected.problem)
  if (isJsonArray(prompt)) {
    const asked = readMessages(prompt)
    if ('problem' in asked) return badMessages(promptRule, asked.problem)
    return keepMessages(asked.messages, chosen.messages, rejected.messages)
  }
  const length = commonLength(chosen.messages, rejected.messages)
  const lead = chosen.messages.slice(0, length)
  const isAsked = typeof prompt === 'string' && lead.some((said) => said.get('content') === prompt)
  if (isAsked || (prompt === undefined && length > 0)) {
    return keepMessages(lead, chosen.messages.slice(length), rejected.messages.slice(length))
  }
  const allowed = 'messages, as chosen, or none where the answers begin alike'
  if (typeof prompt !== 'string') return unusableField(promptRule, prompt, allowed)
  return { drop: { code: 'wrong-type', rule: promptRule, observed: 'string', allowed } }
}

/** How many leading messages are equal; at least one of each side remains. */
function commonLength(left: Messages, right: Messages): number {
  const most = Math.min(left.length, right.length) - 1
  for (let index = 0; index < most; index += 1) {
    const [one, other] = [left[index], right[index]]
    if (one === undefined || other === undefined) return index
    if (canonicalJson(one) !== canonicalJson(other)) return index
  }
  return most
}

function keepMessages(prompt: Messages, chosen: Messages, rejected: Messages): Verdict {
  return keep({ prompt, chosen, rejected }, producedBy(chosen))
}

function keep(content: Readonly<Record<string, Json>>, produced: string): Verdict {
  return { keep: { content: new Map(Object.entries(content)), produced } }
}
