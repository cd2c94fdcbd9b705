import { readFile } from 'node:fs/promises'
import { packageFolder } from '../../kernel/package-folder.js'
import { shells } from './shells.js'

type Shell = (typeof shells)[number]

export function isShell(name: string): name is Shell {
  return shells.some((shell) => shell === name)
}

const files: Readonly<Record<Shell, string>> = {
  bash: 'loradex.bash',
  zsh: 'loradex.zsh',
  fish: 'loradex.fish',
  powershell: 'loradex.ps1',
}

/** The script that a shell loads, from the folder that the package ships. */
export function shellScript(shell: Shell): Promise<string> {
  return readFile(new URL(`completions/${files[shell]}`, packageFolder), 'utf8')
}
