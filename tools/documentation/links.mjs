import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { slugOf } from './slug.mjs'

const fences = /^( *)(`{3,})[^\n]*\n.*?^\1\2[^\S\n]*$/gmsu
const inlineLink = /!?\[(?:[^\]]|\]\()*?\]\(([^\s)]*)\)|<(?:a|img)\b[^>]*?(?:href|src)="([^"]*)"/gu

/** The links of a page that lead nowhere, as `path:line: target`. Nothing is asked of the network. */
export function brokenLinks(path) {
  const prose = withoutCode(readFileSync(path, 'utf8'))
  return Array.from(prose.matchAll(inlineLink), ({ index, 1: link, 2: tag }) => ({
    target: link ?? tag,
    line: prose.slice(0, index).split('\n').length,
  }))
    .filter(({ target }) => !leadsSomewhere(path, target))
    .map(({ line, target }) => `${path}:${line}: ${target}`)
}

function leadsSomewhere(page, link) {
  if (/^https:\/\/[^/]/u.test(link)) return true
  const [, path, anchor] = /^([^#]*)(?:#(.*))?$/u.exec(link)
  const target = path === '' ? page : join(dirname(page), path)
  if (relative('.', target).startsWith('..') || !existsSync(target)) return false
  if (anchor === undefined) return true
  return statSync(target).isFile() && anchorsOf(target).includes(anchor)
}

function anchorsOf(path) {
  const seen = new Map()
  const text = readFileSync(path, 'utf8').replaceAll(fences, '')
  return Array.from(text.matchAll(/^#+ (.*)$/gmu), ([, heading]) => slugOf(heading, seen))
}

/** The same lines, with nothing where code stands. */
function withoutCode(text) {
  return text
    .replaceAll('\r\n', '\n')
    .replaceAll(fences, (code) => code.replaceAll(/[^\n]/gu, ''))
    .replaceAll(/`[^`\n]+`/gu, (code) => '_'.repeat(code.length))
}
