//! What every page looks like: light and dark, on a telephone and on paper.

pub const SHEET: &str = "\
:root{color-scheme:light dark;--ink:#1f2328;--dim:#57606a;--line:#d0d7de;--page:#ffffff;--code:#f3f5f7;--link:#0b62a4}
@media(prefers-color-scheme:dark){
:root{--ink:#e6edf3;--dim:#9da7b3;--line:#3d444d;--page:#0d1117;--code:#161b22;--link:#6cb6ff}}
body{margin:0;overflow-wrap:break-word;font:1rem/1.55 system-ui,sans-serif;color:var(--ink);background:var(--page)}
main{max-width:48rem;margin:2rem auto;padding:0 1rem}
a{color:var(--link)}
h1,h2,h3,h4{line-height:1.25;margin:2rem 0 .6rem}
pre,code{font-family:ui-monospace,monospace;font-size:.9em;background:var(--code);border-radius:3px}
code{padding:.1em .25em}
pre{padding:.6rem .8rem;white-space:pre-wrap}
pre code{padding:0;font-size:1em;background:none}
.wide{overflow-x:auto;margin:1rem 0}
table{border-collapse:collapse;font-size:.95rem}
caption{text-align:left;font-weight:600;padding:.3rem 0}
th,td{text-align:left;vertical-align:top;padding:.3rem .7rem .3rem 0;border-bottom:1px solid var(--line)}
thead th{border-bottom:2px solid var(--line)}
tbody th{font-weight:400}
.figure{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
figure{margin:1rem 0}
figcaption{font-weight:600}
.dim,.sources,details,footer{color:var(--dim);font-size:.9rem}
@media print{
:root{--ink:#000000;--dim:#444444;--line:#bbbbbb;--page:#ffffff;--code:#f3f5f7;--link:#000000}
main{max-width:none;margin:0;padding:0}
.wide{overflow:visible}
figure,pre,tr{break-inside:avoid}
h1,h2,h3,h4,pre,caption{break-after:avoid}}
";
