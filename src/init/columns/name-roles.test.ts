import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { mentions, roleFit } from './name-roles.js'
import type { Role } from './role-words.data.js'

const named: Readonly<Partial<Record<Role, readonly string[]>>> = {
  instruction: [
    'instruction',
    'Question',
    'QUERY',
    'Frage',
    'Anweisung',
    'pregunta',
    'domanda',
    'vraag',
    'вопрос',
    '问题',
    '質問',
    '질문',
    'instrução',
  ],
  output: [
    'response',
    'answers',
    'Antwort',
    'Lösung',
    'loesung',
    'réponse',
    'respuesta',
    'risposta',
    'ответ',
    '答案',
    '回答',
    '답변',
  ],
  input: ['input', 'context', 'Kontext', 'Eingabe', 'contexto', '输入'],
  text: ['text', 'content', 'Volltext', 'Wortlaut', 'Inhalt', 'contenu', 'texto', '本文', '正文'],
  messages: ['messages', 'conversations', 'Gespräch', 'dialogue', '对话'],
  chosen: ['chosen', 'preferred', 'bevorzugt', 'choisi'],
  rejected: ['rejected', 'abgelehnt', 'rejeté'],
  system: ['system', 'system_prompt', 'systemMessage'],
  facts: ['source', 'Kategorie', 'idioma', 'Quelle'],
}

describe('roleFit', () => {
  for (const [role, names] of Object.entries(named) as [Role, readonly string[]][]) {
    it(`knows ${names.join(', ')} as ${role}`, () => {
      for (const name of names) assert.ok(roleFit(name, role) >= 0.9, name)
    })
  }

  it('takes the last word of a name for more than the first, and the whole for most', () => {
    const fits = ['answer', 'gold_answer', 'modelAnswer', 'answer_matching_behavior'].map((name) =>
      roleFit(name, 'output'),
    )
    assert.deepEqual(
      fits.toSorted((left, right) => right - left),
      fits,
    )
    assert.ok((fits[0] ?? 0) > (fits[1] ?? 0))
    assert.ok((fits.at(-1) ?? 0) > 0)
  })

  it('does not take what is about an answer, or none, for one', () => {
    for (const name of [
      'answer_id',
      'answer_length',
      'answerStart',
      'wrong_answer',
      'answer_not_matching',
      'rejected_response',
      'response_model',
    ]) {
      assert.equal(roleFit(name, 'output'), 0, name)
    }
    assert.ok(roleFit('rejected_response', 'rejected') > 0)
    assert.ok(roleFit('response_rejected', 'rejected') > 0)
  })

  it('knows a group by an identifier behind its name, and by nothing else', () => {
    for (const name of ['conversation_id', 'userId', 'Patient-ID', 'doc_uuid', 'long_thread_id']) {
      assert.ok(roleFit(name, 'group') > 0, name)
    }
    for (const name of ['id', 'question_id', 'user_name'])
      assert.equal(roleFit(name, 'group'), 0, name)
  })

  it('says nothing of names without words', () => {
    for (const name of ['', '_', '123', 'c0', '📜', '__proto__', 'constructor', 'toString']) {
      for (const role of ['output', 'instruction', 'text'] as const)
        assert.equal(roleFit(name, role), 0, name)
    }
  })
})

describe('mentions', () => {
  it('finds a word anywhere in the name', () => {
    assert.equal(mentions('answer_not_matching_behavior', 'output'), true)
    assert.equal(mentions('confidence', 'output'), false)
  })
})
