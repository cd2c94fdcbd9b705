import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isPrivateHost } from './private-host.js'

const hosts: Readonly<Record<string, boolean>> = {
  '127.0.0.1': true,
  '0x7f.1': true,
  '10.0.0.0': true,
  '9.255.255.255': false,
  '11.0.0.0': false,
  '100.63.255.255': false,
  '100.64.0.0': true,
  '172.15.255.255': false,
  '172.16.0.1': true,
  '172.31.255.255': true,
  '172.32.0.0': false,
  '192.168.1.1': true,
  '169.254.169.254': true,
  '93.184.216.34': false,
  '0.0.0.0': true,
  '255.255.255.255': true,
  '[::1]': true,
  '[::]': true,
  '[::ffff:127.0.0.1]': true,
  '[::ffff:8.8.8.8]': false,
  '[fd00::1]': true,
  '[fe80::1]': true,
  '[2606:4700::1111]': false,
  localhost: true,
  'no-such-host.invalid': false,
}

describe('isPrivateHost', () => {
  for (const [host, expected] of Object.entries(hosts)) {
    it(`is ${expected} for ${host}`, async () => {
      assert.equal(await isPrivateHost(new URL(`http://${host}/`).hostname), expected)
    })
  }
})
