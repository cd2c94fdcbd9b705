import type { Command } from './command.js'
import { json } from './common-options.js'

/** What makes a trained adapter one that others can rely on. */
export const releaseCommands: readonly Command[] = [
  {
    name: 'sign',
    summary: 'Sign all files of an adapter, a model or an export',
    arguments: [{ name: '[folder]', about: 'default: this folder', values: 'folder' }],
    options: [
      { flags: '-k, --key <file>', about: 'the private key; it stays where it is', values: 'file' },
      { flags: '--certificate <file>', about: 'the certificate of the key', values: 'file' },
      {
        flags: '--chain <file>',
        about: 'certificates that vouch for that one',
        repeatable: true,
        values: 'file',
      },
      {
        flags: '--signature <file>',
        about: 'where the signature goes (default: model.sig in the folder)',
        values: 'file',
      },
      json,
    ],
    examples: [
      ['sign adapter --key release.key', 'write adapter/model.sig'],
      [
        'sign adapter --key release.key --certificate release.crt --chain ca.crt',
        'let a certificate say who signed',
      ],
    ],
    load: async () => (await import('./sign.js')).signCommand,
  },
  {
    name: 'verify',
    summary: 'Verify that a signed folder is as its signer left it',
    arguments: [
      {
        name: '[folder]',
        about: 'also of the Hugging Face cache (default: this folder)',
        values: 'folder',
      },
    ],
    options: [
      {
        flags: '-k, --key <file>',
        about: 'the public key of who must have signed',
        values: 'file',
      },
      {
        flags: '--root <file>',
        about: 'certificates of who vouches for the signer',
        repeatable: true,
        values: 'file',
      },
      {
        flags: '--signature <file>',
        about: 'the signature (default: model.sig in the folder)',
        values: 'file',
      },
      { flags: '--allow-unsigned', about: 'take files that nobody has signed' },
      json,
    ],
    examples: [
      ['verify adapter --key release.key.pub', 'exit 3 when anything has changed'],
      ['verify adapter --root root.crt', 'for a signature by certificate'],
    ],
    load: async () => (await import('./verify.js')).verifyCommand,
  },
  {
    name: 'keys generate',
    summary: 'Make a key to sign with',
    arguments: [
      {
        name: '<file>',
        about: 'the private key; the public one goes to <file>.pub',
        values: 'file',
      },
    ],
    options: [
      {
        flags: '--curve <curve>',
        about: 'default: P-256, which every verifier takes',
        values: ['P-256', 'P-384', 'P-521'],
      },
      json,
    ],
    examples: [
      ['keys generate release.key', 'write release.key and release.key.pub'],
      ['LORADEX_KEY_PASSPHRASE="$SECRET" loradex keys generate release.key', 'the same, encrypted'],
    ],
    load: async () => (await import('./keys.js')).generateKeyCommand,
  },
  {
    name: 'keys show',
    summary: 'Show what a key is, and nothing that is secret',
    arguments: [{ name: '<file>', about: 'a private or public key', values: 'file' }],
    options: [json],
    examples: [['keys show release.key.pub', 'curve and fingerprint']],
    load: async () => (await import('./keys.js')).showKeyCommand,
  },
  {
    name: 'keys fingerprint',
    summary: 'Print the fingerprint of a key, as signatures name it',
    arguments: [{ name: '<file>', about: 'a private or public key', values: 'file' }],
    options: [],
    examples: [['keys fingerprint release.key.pub', 'compare it by telephone']],
    load: async () => (await import('./keys.js')).fingerprintCommand,
  },
]
