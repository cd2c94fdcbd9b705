const frame = `
.head{display:flex;flex-wrap:wrap;align-items:baseline;justify-content:space-between;gap:.25rem 2rem;padding-top:.9rem}
.export{margin:0;font-weight:600}
.export .soft{font-weight:400}
.head nav{display:flex;flex-wrap:wrap;gap:0 1.5rem;margin-bottom:-1px}
.head nav a{padding:.35rem 0 .6rem;border-bottom:3px solid transparent;color:var(--ink);text-decoration:none}
.head nav a:hover{border-color:var(--line)}
.head nav a[aria-current]{border-color:var(--link)}
.head nav b{font-weight:400;color:var(--soft);font-variant-numeric:tabular-nums}
main>.wide{padding-top:1.75rem;padding-bottom:3rem}
main h1 small{font:400 1rem var(--sans);color:var(--soft);letter-spacing:0;white-space:nowrap}
.code{font-family:var(--mono);font-size:.86em;overflow-wrap:anywhere}
.above{margin:0 0 .25rem;font-size:.9rem}
h1+.soft{margin-top:-.5rem}
.above+h1{margin-bottom:.75rem}
footer.wide{padding-top:1rem;padding-bottom:2rem}
footer details>summary{color:var(--soft);font-size:.9rem}
footer dl div{display:flex;gap:1rem}
footer dt{min-width:6rem}
footer dd{margin:0;color:var(--soft)}
kbd{font-family:var(--mono);font-size:.85em;border:1px solid var(--line);border-bottom-width:2px;border-radius:3px;padding:.05em .35em;background:var(--sheet)}
.notice{max-width:none;border-left:4px solid var(--warn);background:var(--warn-wash);color:var(--warn);padding:.6rem 1rem;margin:0 0 1.25rem}
.notice.bad{border-color:var(--fail);background:var(--fail-wash);color:var(--fail)}
.notice a{color:inherit}
.notice>:last-child{margin-bottom:0}
.state{display:inline-block;font-size:.85em;padding:0 .5em;border-radius:2px}
.state.failed{color:var(--fail);background:var(--fail-wash)}`

const form = `
form{border-top:1px solid var(--line);border-bottom:1px solid var(--line);padding:1rem 0;margin:1rem 0}
.fields{display:flex;flex-wrap:wrap;align-items:end;gap:.75rem 1rem}
.fields label{display:flex;flex-direction:column;gap:.2rem;max-width:100%}
.fields label>span{color:var(--soft);font-size:.85rem}
.fields .grow{flex:1 1 16rem}
.fields .narrow{width:7.5rem}
.fields .check{flex-direction:row;align-items:center;gap:.5rem;min-height:2.4rem}
input,select,button{font:inherit;color:inherit;max-width:100%;min-height:2.4rem;border:1px solid var(--soft);border-radius:3px;background:var(--sheet);padding:.25rem .6rem}
input[type=checkbox]{min-height:0;width:1.1rem;height:1.1rem;accent-color:var(--link);margin:0}
.narrow input{width:100%}
button{background:var(--ink);border-color:var(--ink);color:var(--paper);padding:.25rem 1.1rem;cursor:pointer}
form details{margin-top:.75rem}
form details>summary{font-size:.9rem}
form details p{margin:.75rem 0 0;font-size:.9rem}`

const list = `
.result{max-width:none;color:var(--soft)}
.found{list-style:none;padding:0;border-top:1px solid var(--rule)}
.found>li{display:grid;grid-template-columns:9.5rem minmax(0,1fr) 9rem;gap:0 1.25rem;padding:.6rem 0;border-bottom:1px solid var(--line);position:relative}
.found>li:hover,.found>li:focus-within{background:var(--sheet)}
.found>li>a{font-variant-numeric:tabular-nums}
.found>li>a::after{content:"";position:absolute;inset:0}
.found>li>a:focus-visible{outline:none}
.found>li>a:focus-visible::after{outline:3px solid var(--link);outline-offset:-3px}
.found p{margin:0;max-width:none;font-size:.92rem;line-height:1.45}
.found p.code{font-size:.8rem;line-height:1.55}
.rejects>li{grid-template-columns:4.5rem minmax(0,1fr) auto}
.found .ask{font-weight:600}
.found .ask .soft{font-weight:400}
.found .figures{color:var(--soft);text-align:right;font-size:.85rem}
.found .figures.code{max-width:20rem}
bdi b{background:var(--mark-wash);color:var(--mark);font-weight:600;border-radius:2px}
pre bdi b{background:none;color:inherit}
.pager{display:flex;gap:.5rem;margin:1.25rem 0}
.pager a{border:1px solid var(--line);background:var(--sheet);border-radius:3px;padding:.4rem .9rem;text-decoration:none}
.pager a:hover{border-color:var(--link)}`

const row = `
.member h3:first-child{margin-top:0}
.member+.member{margin-top:1.25rem}
.member h3,.role{margin:0 0 .35rem;font-size:.85rem;font-weight:400;color:var(--soft)}
.prose{background:var(--sheet);border:1px solid var(--line);padding:.75rem 1rem;max-width:48rem}
.turns{list-style:none;padding:0;margin:0}
.turns+.member{margin-top:1.25rem}
.turn{border:1px solid var(--line);border-left:4px solid var(--line);background:var(--sheet);padding:.6rem 1rem;margin:0 0 .6rem;max-width:48rem}
.turn .prose{border:0;padding:0;background:none}
.turn pre{border:0;padding:0;margin:.25rem 0 0;background:none}
.turn.user{border-left-color:var(--soft)}
.turn.assistant{border-left-color:var(--keep)}
.turn.tool,.turn.other{border-left-color:var(--warn)}
.pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(20rem,100%),1fr));gap:1.25rem;margin-top:1.25rem}
.pair .member+.member{margin-top:0}
.facts{margin-top:1rem}
.pairs{width:auto;min-width:min(24rem,100%)}
.pairs thead{position:absolute;clip-path:inset(50%)}
.pairs tbody th{color:var(--soft);white-space:nowrap;padding-right:2rem}
.bar{min-width:3rem;margin-top:.35rem}
.bar .drop{fill:var(--drop);opacity:.75}
.values a{white-space:nowrap;margin-right:1rem}
.values small,.values b{color:var(--soft);font-weight:400}
.values b{margin-right:1rem}`

const narrow = `
@media(max-width:48rem){
  .found>li{grid-template-columns:minmax(0,auto) minmax(0,1fr);gap:.2rem 1rem}
  .found>li>div{grid-column:1/-1;grid-row:2}
  .pager a{flex:1;text-align:center}
}`

/** Rules of the explorer, behind those of every page. */
export const exploreStyle: string = [frame, form, list, row, narrow].join('')
