const written = ['csv', 'tsv', 'json', 'jsonl', 'yaml', 'sql', 'js', 'ts', 'python', 'text']

/** What a block is whose opening line says its language alone. */
const alone = {
  sh: 'sh',
  console: 'console',
  yaml: 'part of a recipe',
  ts: 'ts',
  js: 'js',
  python: 'python',
}

/**
 * What is done with a block, as `{ kind, … }`. The language and the rest of the opening line decide:
 *
 * - `sh`: run; `console`: commands after `$ `, run, and what they print, compared
 * - `yaml loradex.yaml`: written, and checked when it is a recipe; `invalid` after the name: must be
 *   refused; `yaml` alone: part of a recipe, checked
 * - `json from out/report.json`: compared with the file, of which it may leave out members or lines
 * - `ts`, `js`, `python` alone: run, `python trl` where TRL is installed; `js make.mjs`: written
 * - `text output`: what the block before it prints
 * - `not-run: reason`, or `text reason`: neither run nor compared
 */
export function kindOf({ language, info }) {
  if (info === '') return { kind: alone[language] ?? 'unknown' }
  const [, reason] = /^not-run: (.+)$/u.exec(info) ?? []
  if (reason !== undefined) return { kind: 'not run', reason }
  if (language === 'python' && info === 'trl') return { kind: 'python', group: 'trl' }
  const [, source] = /^from (\S+)$/u.exec(info) ?? []
  if (source !== undefined) return { kind: 'excerpt', file: source }
  const [, file, invalid] = /^([\w./-]*\.\w+)( invalid)?$/u.exec(info) ?? []
  if (file !== undefined && written.includes(language)) {
    return { kind: 'file', file, isInvalid: invalid !== undefined }
  }
  if (language !== 'text') return { kind: 'unknown' }
  return info === 'output' ? { kind: 'output' } : { kind: 'not run', reason: info }
}
