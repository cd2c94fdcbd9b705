import { isRegex } from '../pattern/compile-pattern.js'
import { isDate, isDateTime, isDuration, isTime } from './date-time.js'
import { isEmail, isIdnEmail } from './email.js'
import { isHostname, isIdnHostname } from './hostname.js'
import { isIpv4, isIpv6 } from './ip-address.js'
import { isIri, isIriReference, isUri, isUriReference, isUriTemplate } from './uri.js'

/** Formats of all drafts, each a test in linear time. */
export const formatTests: ReadonlyMap<string, (text: string) => boolean> = new Map([
  ['date-time', isDateTime],
  ['date', isDate],
  ['time', isTime],
  ['duration', isDuration],
  ['email', isEmail],
  ['idn-email', isIdnEmail],
  ['hostname', isHostname],
  ['idn-hostname', isIdnHostname],
  ['ipv4', isIpv4],
  ['ipv6', isIpv6],
  ['uri', isUri],
  ['uri-reference', isUriReference],
  ['iri', isIri],
  ['iri-reference', isIriReference],
  ['uri-template', isUriTemplate],
  ['uuid', (text) => uuid.test(text)],
  ['json-pointer', (text) => jsonPointer.test(text)],
  ['relative-json-pointer', (text) => relativeJsonPointer.test(text)],
  ['regex', isRegex],
])

/** RFC 4122; any version. */
const uuid = /^[\da-fA-F]{8}-(?:[\da-fA-F]{4}-){3}[\da-fA-F]{12}$/u

/** RFC 6901. */
const jsonPointer = /^(?:\/(?:[^/~]|~[01])*)*$/u

const relativeJsonPointer = /^(?:0|[1-9]\d*)(?:[+-](?:0|[1-9]\d*))?(?:#|(?:\/(?:[^/~]|~[01])*)*)$/u
