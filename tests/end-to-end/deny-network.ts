// Loaded before the program with --import: whatever would leave this process is noted and refused.
import dgram from 'node:dgram'
import dns from 'node:dns'
import { appendFileSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import net from 'node:net'

const log = process.env['DENIED_LOG'] ?? ''

function deny(what: string) {
  return (...args: readonly unknown[]): never => {
    appendFileSync(log, `${what} ${JSON.stringify(args[0] ?? null)}\n`)
    throw new TypeError(`${what} is denied`)
  }
}

net.Socket.prototype.connect = deny('connect')
dgram.Socket.prototype.send = deny('send')
dgram.Socket.prototype.connect = deny('connect')
const lookups = ['lookup', 'resolve', 'resolve4', 'resolve6', 'resolveSrv', 'resolveTxt'] as const
for (const name of lookups) {
  for (const module of [dns, dns.promises]) denyNames(module, name)
}
Object.assign(globalThis, { fetch: deny('fetch') })
syncBuiltinESMExports()

/** Who listens names an address of its own, which nobody needs to be asked for. */
function denyNames(module: object, name: string): void {
  const lookup: unknown = Reflect.get(module, name)
  if (typeof lookup !== 'function') return
  Object.assign(module, {
    [name]: (...args: readonly unknown[]): unknown =>
      net.isIP(String(args[0])) > 0 ? Reflect.apply(lookup, module, args) : deny(name)(...args),
  })
}
