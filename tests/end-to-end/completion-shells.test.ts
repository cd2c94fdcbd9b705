import assert from 'node:assert/strict'
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { openTerminal, whyNoShell, type TestTerminal } from '#tools/test-shells.mjs'

const program = resolve('dist/bundle/main.cjs')

/** Asks the real program what to complete, and prints the arguments of any other call. */
const shim = `#!/bin/sh
if [ "$1" = completion ]; then exec ${JSON.stringify(process.execPath)} ${JSON.stringify(program)} "$@"; fi
printf 'RAN'
for word in "$@"; do printf ' <%s>' "$word"; done
printf ' END\\n'
`

interface ShellUnderTest {
  readonly name: string
  readonly start: string
  /** Lines that load the script. */
  readonly setUp: readonly string[]
}

const shellsUnderTest: readonly ShellUnderTest[] = [
  {
    name: 'bash',
    start: 'bash --norc --noprofile -i',
    setUp: ['bind "set bell-style none"', 'source <(loradex completion bash)'],
  },
  {
    name: 'zsh',
    start: 'zsh -f -i',
    setUp: [
      'unsetopt beep',
      'autoload -Uz compinit',
      'compinit -u',
      'source <(loradex completion zsh)',
    ],
  },
  {
    name: 'fish',
    start: 'fish --no-config --interactive',
    setUp: ['loradex completion fish | source'],
  },
]

/** What is typed, with a tab where the shell completes, and what the program is then called with. */
const typed: readonly (readonly [keys: string, called: readonly string[]])[] = [
  ['expor\t', ['export']],
  ['metadata sh\t', ['metadata', 'show']],
  ['export --wor\t3', ['export', '--workers', '3']],
  ['export --set quality.min_t\t5', ['export', '--set', 'quality.min_text_length=5']],
  ['export --set dedup.normalize=fo\t', ['export', '--set', 'dedup.normalize=fold']],
  [
    'export --set field_mapping.output_field=ant\t',
    ['export', '--set', 'field_mapping.output_field=antwort'],
  ],
  ['export re\t', ['export', 'recipes.yaml']],
  ['export --out fold\t', ['export', '--out', 'folder']],
  ['export --set output.path=fold\t', ['export', '--set', 'output.path=folder']],
  ['export --set source.path=in.js\t', ['export', '--set', 'source.path=in.jsonl']],
  ['help metadata ch\t', ['help', 'metadata', 'check']],
  ['export --set=style=chat\t', ['export', '--set=style=chat_completion']],
  ['export recipes.yaml --set split.k\tx', ['export', 'recipes.yaml', '--set', 'split.key=x']],
  ['export --set split.key=mit\t', ['export', '--set', 'split.key=mit leer']],
  ['export --set "split.key=mit\t', ['export', '--set', 'split.key=mit leer']],
  ['export --nonsen\t', ['export', '--nonsen']],
  // A name that a shell would run must reach the program as it is.
  ['export --set split.key=evi\t', ['export', '--set', 'split.key=evil$(touch hacked)']],
]

let folder = ''
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'completion-'))
  const bin = join(folder, 'bin')
  await mkdir(bin)
  await mkdir(join(folder, 'work', 'folder'), { recursive: true })
  await writeFile(join(bin, 'loradex'), shim)
  await chmod(join(bin, 'loradex'), 0o755)
  const work = join(folder, 'work')
  const record = { frage: 'q', antwort: 'a', 'mit leer': 2, 'evil$(touch hacked)': 1 }
  await writeFile(join(work, 'in.jsonl'), JSON.stringify(record))
  await writeFile(join(work, 'loradex.yaml'), 'source: { type: jsonl, path: in.jsonl }\n')
  await writeFile(join(work, 'recipes.yaml'), '')
})
after(() => rm(folder, { recursive: true, force: true }))

function openShell({ start }: ShellUnderTest): TestTerminal {
  return openTerminal(start, {
    cwd: join(folder, 'work'),
    env: {
      PATH: `${join(folder, 'bin')}:${process.env['PATH']}`,
      HOME: folder,
      TERM: 'xterm',
      LANG: 'C.UTF-8',
      COLUMNS: '200',
    },
  })
}

async function ready(shell: ShellUnderTest): Promise<TestTerminal> {
  const terminal = openShell(shell)
  for (const line of [...shell.setUp, 'loradex ready']) terminal.type(`${line}\r`)
  await terminal.until(/RAN <ready> END/u)
  return terminal
}

for (const shell of shellsUnderTest) {
  const skip = whyNoShell(shell.name) ?? false
  describe(`completion in ${shell.name}`, { skip }, () => {
    let terminal: TestTerminal
    before(async () => {
      terminal = await ready(shell)
    })
    after(() => terminal.close())

    for (const [keys, called] of typed) {
      it(`makes ${JSON.stringify(keys)} a call of ${called.join(' ')}`, async () => {
        terminal.type(`loradex ${keys}\r`)
        const text = await terminal.until(/RAN(?: <[^>]*>)* END/u)
        // Some shells take the slash after a folder away again.
        const words = Array.from(text.matchAll(/<([^>]*?)\/?>/gu), ([, word]) => word)
        assert.deepEqual(words, called)
      })
    }

    it('lists several with what they mean', async () => {
      terminal.type('loradex metadata \t\t')
      await terminal.until(/Show adapter metadata/u)
    })
  })
}
