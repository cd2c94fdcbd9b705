import { diskFailure } from '../kernel/disk-failure.js'
import { LoradexError } from '../kernel/error.js'

/** The folder is no export, or cannot be read. */
export function notAnExport(folder: string, message: string, cause?: unknown): LoradexError {
  return new LoradexError('export.unreadable', {
    message,
    details: { target: folder },
    hint: 'Run `loradex export` first, or name the folder that it wrote: the one with manifest.json.',
    cause,
  })
}

/** The files are not what the manifest says. */
export function damagedExport(folder: string, message: string, cause?: unknown): LoradexError {
  return new LoradexError('export.damaged', {
    message,
    details: { target: folder },
    hint: 'Run the export again with --force, or copy the whole folder again.',
    cause,
  })
}

/** The files are no longer those that were opened. */
export function changedExport(folder: string, file: string): LoradexError {
  return new LoradexError('export.changed', {
    message: `expected ${file} in ${folder} as it was opened, saw another`,
    details: { target: folder },
    hint: 'Start `loradex explore` again, to see the new export.',
  })
}

/** The folder for unpacked text is full, or not ours to write to. */
export function noScratch(folder: string, cause: unknown): LoradexError {
  const { code, message } = diskFailure(folder, cause)
  return new LoradexError(code, {
    message: `${message}, to unpack compressed files`,
    details: { target: folder },
    hint: 'Set TMPDIR to a folder with room for the unpacked export.',
    cause,
  })
}
