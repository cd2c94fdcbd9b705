/**
 * Keys for links that are there anyway. Runs in the browser, inline, so that the page's policy can
 * name it by its hash.
 */
export const keyboardScript = `'use strict'
const rows = () => [...document.querySelectorAll('a[data-row]')]
const follow = (rel) => {
  const link = document.querySelector('a[rel="' + rel + '"]')
  if (link) link.click()
  return link !== null
}
const step = (by) => {
  const all = rows()
  if (all.length === 0) return follow(by > 0 ? 'next' : 'prev')
  const at = all.indexOf(document.activeElement)
  const to = all[at === -1 ? (by > 0 ? 0 : all.length - 1) : at + by]
  if (to === undefined) return follow(by > 0 ? 'next' : 'prev')
  to.focus()
  to.closest('[data-item]').scrollIntoView({ block: 'nearest' })
  return true
}
const search = () => {
  const field = document.querySelector('input[type=search]')
  if (field === null) return follow('up')
  field.focus()
  field.select()
  return true
}
const help = () => {
  const keys = document.getElementById('keys')
  keys.open = !keys.open
  if (keys.open) keys.querySelector('summary').focus()
  keys.scrollIntoView({ block: 'nearest' })
  return true
}
const escape = () => {
  const keys = document.getElementById('keys')
  keys.open = false
  document.activeElement.blur()
  return false
}
const actions = {
  j: () => step(1),
  k: () => step(-1),
  ArrowRight: () => follow('next'),
  ArrowLeft: () => follow('prev'),
  u: () => follow('up'),
  '/': search,
  '?': help,
  Escape: escape,
}
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
  const typing = event.target.closest('input, select, textarea')
  if (typing && event.key !== 'Escape') return
  if (Object.hasOwn(actions, event.key) && actions[event.key]()) event.preventDefault()
})
`
