/** What a block is whose opening line says its language alone. */
const alone = {
  sh: 'sh',
  console: 'console',
  yaml: 'part of a recipe',
  ts: 'ts',
  js: 'js',
  python: 'python',
}

/** What the rest of an opening line says, the first that fits. */
const ways = [
  { pattern: /^\S+ not-run: (.+)$/u, of: ([reason]) => ({ kind: 'not run', reason }) },
  { pattern: /^\S+ from (\S+)$/u, of: ([file]) => ({ kind: 'excerpt', file }) },
  { pattern: /^python (trl)$/u, of: ([group]) => ({ kind: 'python', group }) },
  { pattern: /^text output$/u, of: () => ({ kind: 'output' }) },
  { pattern: /^text usage$/u, of: () => ({ kind: 'usage' }) },
  { pattern: /^text golden$/u, of: () => ({ kind: 'golden' }) },
  {
    pattern: /^(?:csv|tsv|jsonl?|yaml|sql|js|ts|python|text) ([\w./-]*\.\w+)( invalid)?$/u,
    of: ([file, invalid]) => ({ kind: 'file', file, isInvalid: invalid !== undefined }),
  },
  { pattern: /^text (.+)$/u, of: ([reason]) => ({ kind: 'not run', reason }) },
]

/**
 * What is done with a block, as `{ kind, … }`. The language and the rest of the opening line decide:
 *
 * - `sh`: run; `console`: commands after `$ `, run, and what they print, compared
 * - `yaml loradex.yaml`: written, and checked when it is a recipe; `invalid` after the name: must be
 *   refused; `yaml` alone: part of a recipe, checked
 * - `json from out/report.json`: compared with the file, of which it may leave out members, further items
 *   of an array, and lines
 * - `ts`, `js`, `python` alone: run, `python trl` where TRL is installed; `js make.mjs`: written
 * - `text output`: what the block before it prints; `text usage`: the first line of a command's help;
 *   `text golden`: what tests/errors/goldens/ say, which tests compare
 * - `not-run: reason`, or `text reason`: neither run nor compared
 */
export function kindOf({ language, info }) {
  if (info === '') return { kind: alone[language] ?? 'unknown' }
  const way = ways.find(({ pattern }) => pattern.test(`${language} ${info}`))
  return way?.of(way.pattern.exec(`${language} ${info}`).slice(1)) ?? { kind: 'unknown' }
}
