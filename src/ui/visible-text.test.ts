import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { assert as check, nat, property, string } from 'fast-check'
import { h } from 'preact'
import { renderToStaticMarkup } from 'preact-render-to-string'
import { visibleParts } from './visible-parts.js'
import { VisibleText, type VisibleTextProps } from './visible-text.js'

function shown(text: string, rest: Omit<VisibleTextProps, 'text'> = {}): string {
  return renderToStaticMarkup(h(VisibleText, { text, ...rest })).replace(/<\/?bdi>/gu, '')
}

describe('visible text', () => {
  it('escapes what HTML would act on', () => {
    assert.equal(shown('<b>&"'), '&lt;b>&amp;"')
  })

  it('marks controls, bidirectional, zero-width and other unseen characters', () => {
    assert.equal(shown('a\u0000b'), 'a<i>U+0000</i>b')
    assert.equal(shown('\u202Egnp.exe'), '<i>U+202E</i>gnp.exe')
    assert.equal(shown('pass\u200Bword\uFEFF'), 'pass<i>U+200B</i>word<i>U+FEFF</i>')
    assert.equal(shown('\u{E0041}\u2028\uFFFE'), '<i>U+E0041</i><i>U+2028</i><i>U+FFFE</i>')
    assert.equal(shown('\t\r'), '<i>⇥</i><i>U+000D</i>')
  })

  it('marks lone surrogates, so that the page stays UTF-8', () => {
    assert.equal(shown('\uD83D!\uDE00'), '<i>U+D83D</i>!<i>U+DE00</i>')
  })

  it('makes a run of one character one mark', () => {
    assert.equal(shown('\u0000'.repeat(1200)), '<i>U+0000×1,200</i>')
  })

  it('shows line breaks in the line, or as lines, too', () => {
    assert.equal(shown('a\nb\r\nc'), 'a<i>↵</i> b<i>↵</i> c')
    assert.equal(shown('a\nb', { lines: true }), 'a<i>↵</i><br>b')
    assert.equal(shown('a\nb', { lines: 'own' }), 'a\nb')
  })

  it('leaves emoji, accents and scripts alone', () => {
    for (const text of ['👩🏽‍🚀', '❤️', '1️', 'e\u0301', 'שלום', '日本']) {
      const expected = text === '1️' ? '1<i>U+FE0F</i>' : text
      assert.equal(shown(text), expected)
    }
  })

  it('counts what it cuts, on top of what was cut before', () => {
    assert.equal(shown('abcdef', { limit: 6 }), 'abcdef')
    assert.equal(shown('abcdef', { limit: 5 }), 'abcde<i class="cut">… 1 more</i>')
    assert.equal(shown('😀😀😀', { limit: 1, cut: 10 }), '😀<i class="cut">… 12 more</i>')
  })

  it('takes at most 6 bytes for each character of the limit, whatever the text', () => {
    const hostile = string({ unit: 'binary', maxLength: 400 })
    check(
      property(hostile, nat(300), (text, limit) => {
        const bytes = Buffer.byteLength(shown(text, { limit }))
        assert.ok(bytes <= 6 * limit + 60, `${bytes} bytes for ${limit}`)
      }),
    )
  })

  it('shows every character, or says how many it does not', () => {
    check(
      property(string({ unit: 'binary' }), nat(50), (text, limit) => {
        const { parts, hidden } = visibleParts(text, limit)
        const counts = parts.map((part) => {
          if (part.kind === 'text') return Array.from(part.text).length
          return part.kind === 'mark' ? part.times : 1
        })
        const total = counts.reduce((sum, count) => sum + count, hidden)
        assert.ok(total <= Array.from(text).length)
        assert.ok(total >= Array.from(text.replaceAll('\r\n', '\n')).length)
      }),
    )
  })
})
