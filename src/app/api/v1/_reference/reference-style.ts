/** The design's tokens and calm, as far as one page without a build step needs them. */
export const referenceStyle = `
:root{color-scheme:light dark;--canvas:light-dark(oklch(.985 .003 262),oklch(.17 .008 262));--ink:light-dark(oklch(.23 .016 262),oklch(.945 .005 262));
--muted:light-dark(oklch(.475 .016 262),oklch(.745 .012 262));--line:light-dark(oklch(.905 .006 262),oklch(.315 .01 262));
--sunken:light-dark(oklch(.962 .005 262),oklch(.245 .01 262));--accent:light-dark(#2f5bd0,#8fb0ff)}
*{box-sizing:border-box}
html{scroll-padding-top:1.5rem}
body{margin:0;font:16px/24px Inter,system-ui,sans-serif;background:var(--canvas);color:var(--ink)}
a{color:var(--accent)}
a:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:4px}
main{max-width:48rem;padding:2rem 1.5rem 6rem}
nav{padding:1.5rem 1.5rem 0}
nav ul{list-style:none;margin:0;padding:0;display:flex;flex-wrap:wrap;gap:.25rem 1rem}
nav a{text-decoration:none;display:inline-block;padding:.25rem 0}
h1{font-size:1.75rem;line-height:2.25rem;margin:0 0 .5rem}
h2{font-size:1.375rem;line-height:1.75rem;margin:3rem 0 0}
h3{font-size:1rem;margin:0;font-weight:600}
h4{font-size:.875rem;margin:1rem 0 .25rem;font-weight:600}
h4 small,em,small{color:var(--muted);font-weight:400;font-style:normal;font-size:.875rem}
article{border-top:1px solid var(--line);padding:1.5rem 0;margin-top:1.5rem}
p{margin:.25rem 0;max-width:68ch}
code{font:.875rem/1.4 ui-monospace,SFMono-Regular,Menlo,monospace;background:var(--sunken);border-radius:4px;padding:.0625rem .25rem;overflow-wrap:anywhere}
dl{margin:1rem 0;display:grid;gap:.25rem 1.5rem}
dt{font-weight:600}
dd{margin:0;max-width:68ch}
.call b{font-weight:600;display:inline-block;min-width:4.5rem}
.call span,.refusals,.fields p{color:var(--muted);font-size:.875rem;line-height:1.25rem}
.fields{list-style:none;margin:0;padding:0}
.fields li{border-top:1px solid var(--line);padding:.375rem 0;font-size:.875rem;line-height:1.375rem;overflow-wrap:anywhere}
.fields li:first-child{border-top:0}
@media(min-width:64rem){body{display:grid;grid-template-columns:14rem 1fr}nav{position:sticky;top:0;height:100vh;padding:2rem 1.5rem;border-right:1px solid var(--line)}
nav ul{flex-direction:column}main{padding:2rem 3rem 6rem}dl{grid-template-columns:7rem 1fr}}
@media print{nav{display:none}article{break-inside:avoid}}
`;
