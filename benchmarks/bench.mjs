// npm run bench: a million rows; puts all figures into README.md. Takes an hour, on an idle machine.
import { spawnSync } from 'node:child_process'
import process, { execPath } from 'node:process'
import { fileURLToPath } from 'node:url'

for (const args of [
  ['install-peers.mjs'],
  ['run.mjs', '--rows', '1000000', '--cases', 'own', '--write-readme'],
  ['run.mjs', '--rows', '1000000', '--cases', 'sources', '--write-readme'],
  ['run.mjs', '--rows', '1000000', '--cases', 'peers', '--write-readme'],
  ['resume.mjs', '--write-readme'],
  ['start-up.mjs'],
]) {
  const [script, ...options] = args
  const path = fileURLToPath(new URL(script, import.meta.url))
  const { status } = spawnSync(execPath, [path, ...options], { stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}
