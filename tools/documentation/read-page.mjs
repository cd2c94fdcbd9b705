import { readFileSync } from 'node:fs'

const fence =
  /^(?<margin> *)(?<ticks>`{3,})(?<info>[^\n]*)\n(?<body>.*?)^\k<margin>\k<ticks>[^\S\n]*$/gmsu

/**
 * The page as `{ path, needs, inCheckout, start, blocks, stray }`. `start` is a folder of files that
 * every command starts from, once `setup.sh` there has been run; `stray` are lines that look like
 * code and belong to no block. A block has `line`, that of its opening fence counted from 1,
 * `language`, `info`, the rest of that line, and `text` without the fence's margin.
 */
export function readPage(path) {
  const source = readFileSync(path, 'utf8').replaceAll('\r\n', '\n')
  const [, session = ''] = /^<!-- session: (.*) -->$/mu.exec(source) ?? []
  return {
    path,
    stray: strayLines(source),
    inCheckout: /\bcheckout\b/u.test(session),
    start: /starts from ([^ ,]+)/u.exec(session)?.[1],
    needs: (/needs ([a-z, ]+)/u.exec(session)?.[1] ?? '').split(', ').filter((name) => name !== ''),
    blocks: Array.from(source.matchAll(fence), ({ index, groups: { margin, info, body } }) => {
      const [language = '', ...rest] = info.trim().split(/\s+/u)
      return {
        line: source.slice(0, index).split('\n').length,
        language,
        info: rest.join(' '),
        text: body.replaceAll(new RegExp(`^${margin}`, 'gmu'), ''),
      }
    }),
  }
}

function strayLines(source) {
  const others = source.replaceAll(fence, (code) => code.replaceAll(/[^\n]/gu, ''))
  const lines = others.split('\n').map((text, index) => ({ text, line: index + 1 }))
  return lines.filter(({ text }) => /```|~~~|<pre/u.test(text)).map(({ line }) => line)
}
