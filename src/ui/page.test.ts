import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { h } from 'preact'
import { DataTable } from './data-table.js'
import { renderPage } from './page.js'
import { stylesheet } from './stylesheet.js'

describe('a page', () => {
  const main = h('h1', null, 'Records')

  it('is HTML with language, title, a link past the header and a policy that loads nothing', () => {
    const html = renderPage({ title: 'a < b', style: stylesheet, main })
    assert.match(html, /^<!doctype html>\n<html lang="en">/u)
    assert.match(html, /<title>a &lt; b<\/title>/u)
    assert.match(html, /<a class="skip" href="#main">/u)
    assert.match(
      html,
      /content="default-src 'none'; style-src 'sha256-[\w+/]{43}='; img-src data:/u,
    )
    assert.doesNotMatch(html, /<script|script-src/u)
  })

  it('allows its own script and what the caller adds', () => {
    const options = { title: 't', style: 'b{}', script: 'let a=1<2', main }
    const html = renderPage({ ...options, policy: { 'form-action': "'self'" } })
    assert.match(html, /<script>let a=1<2<\/script>/u)
    assert.match(html, /script-src 'sha256-[\w+/]{43}='/u)
    assert.match(html, /form-action 'self'"/u)
  })

  it('holds tables whose columns and rows have headers', () => {
    const columns = [{ title: 'reason' }, { title: 'records', kind: 'number' as const }]
    const table = h(DataTable, { caption: 'Dropped', columns, rows: [['duplicate', 3]] })
    const html = renderPage({ title: 't', style: '', main: table })
    assert.match(html, /<caption>Dropped<\/caption>/u)
    assert.match(html, /<th scope="col" class="n">records<\/th>/u)
    assert.match(html, /<tr><th scope="row">duplicate<\/th><td class="n">3<\/td><\/tr>/u)
  })
})
