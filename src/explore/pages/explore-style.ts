/** Rules of the explorer, behind those of every page. */
export const exploreStyle = `
.head{display:flex;flex-wrap:wrap;align-items:baseline;gap:.25rem 2rem;padding-top:.9rem}
.export{margin:0;font-weight:600}
.export .soft{font-weight:400}
.head nav{display:flex;flex-wrap:wrap;gap:0 1.5rem}
.head nav a{padding:.35rem 0 .7rem;border-bottom:3px solid transparent;color:var(--ink);text-decoration:none}
.head nav a:hover{border-color:var(--line)}
.head nav a[aria-current]{border-color:var(--link)}
.head nav b{font-weight:400;color:var(--soft);font-variant-numeric:tabular-nums}
main>.wide{padding-top:1.5rem;padding-bottom:3rem}
main h1{margin:0 0 1rem}
footer.wide{padding-top:1rem;padding-bottom:2rem;border-top:1px solid var(--line)}
footer dl div{display:flex;gap:1rem}
footer dt{min-width:6rem}
footer dd{margin:0}
kbd{font-family:var(--mono);font-size:.85em;border:1px solid var(--line);border-bottom-width:2px;border-radius:3px;padding:.05em .35em;background:var(--sheet)}
mark{background:var(--mark-wash);color:var(--mark);border-radius:2px}
.notice{max-width:none;border-left:4px solid var(--warn);background:var(--warn-wash);color:var(--warn);padding:.6rem 1rem;margin:0 0 1.25rem}
.notice.bad{border-color:var(--fail);background:var(--fail-wash);color:var(--fail)}
.notice a{color:inherit}
.notice>:last-child{margin-bottom:0}
`
