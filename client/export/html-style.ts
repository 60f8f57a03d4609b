/** The look of an exported page: the app's paper and ink, by day, by night, and on paper. */
import { createHash } from 'node:crypto';

const HUES_DAY =
  '9f5058 9d5635 925f18 756f14 497a3e 167f5c 007e7f 007899 3f6da7 6662a6 835895 96517a';

const hues = HUES_DAY.split(' ')
  .map((color, i) => `.h${i}{background:#${color}}`)
  .join('');

export const STYLE = `
:root{color-scheme:light dark;--paper:#efece7;--pane:#fefdfa;--raised:#fff;--line:#e2dfda;--text:#1d2227;--text-2:#4e5359;--text-3:#656b71;--accent:#006267;--soft:#d7f1f1;--lantern:#fdf1d4;--code:#f5f3ef}
@media (prefers-color-scheme:dark){:root{--paper:#0c1115;--pane:#151a1e;--raised:#1e252a;--line:#272d32;--text:#edebe7;--text-2:#b1b9bd;--text-3:#929a9f;--accent:#7ed6d5;--soft:#113436;--lantern:#362913;--code:#1b2126}}
*{box-sizing:border-box}
body{margin:0;padding:28px 16px;background:var(--paper);color:var(--text);font:15px/22px "Pretendard Variable",Pretendard,"Apple SD Gothic Neo","Malgun Gothic","Noto Sans KR","Noto Sans CJK KR",system-ui,sans-serif;word-break:keep-all;overflow-wrap:anywhere}
main{max-width:860px;margin:0 auto;padding:8px 28px 28px;background:var(--pane);border:1px solid var(--line);border-radius:14px}
header{padding:20px 0 16px;border-bottom:1px solid var(--line)}
h1{margin:0;font-size:19px;line-height:26px}
header p{margin:4px 0 0;color:var(--text-2)}
h2{display:flex;gap:12px;align-items:center;margin:28px 0 12px;color:var(--text-2);font-size:13px;line-height:18px}
h2::before,h2::after{content:"";flex:1;border-top:1px solid var(--line)}
article{display:grid;grid-template-columns:38px 1fr;gap:0 12px;padding:4px 0;break-inside:avoid}
article.head{margin-top:12px}
article.notice{padding:8px;background:var(--lantern);border-radius:8px}
.av{grid-row:span 2;width:38px;height:38px;border-radius:50%;display:grid;place-items:center;color:#fff;font-size:13px;font-weight:640;letter-spacing:-.05em;print-color-adjust:exact;-webkit-print-color-adjust:exact}
${hues}
.who{grid-column:2;display:flex;flex-wrap:wrap;gap:0 8px;align-items:baseline}
.who b{font-size:15px}
time,.mark{color:var(--text-3);font-size:12px}
.body{grid-column:2;min-width:0}
.text{white-space:pre-wrap}
.gone,.quiet{color:var(--text-3)}
.quiet{margin:8px 0 8px 50px;font-size:13px}
blockquote{margin:2px 0 4px;padding:0 0 0 10px;border-left:3px solid var(--line);color:var(--text-2);font-size:13px}
a{color:var(--accent)}
code{padding:1px 4px;border-radius:4px;background:var(--code);font-family:"D2Coding",ui-monospace,Menlo,Consolas,"Noto Sans Mono CJK KR",monospace;font-size:13px}
pre{margin:6px 0;padding:10px 12px;border-radius:8px;background:var(--code);white-space:pre-wrap}
pre code{padding:0}
.file{display:block;width:fit-content;max-width:100%;margin:6px 0;padding:8px 12px;border:1px solid var(--line);border-radius:11px;background:var(--raised)}
img,video{display:block;max-width:min(100%,420px);max-height:360px;margin:6px 0;border-radius:11px}
.re{display:flex;flex-wrap:wrap;gap:6px;margin:4px 0 0;padding:0;list-style:none}
.re li{padding:1px 8px;border-radius:11px;background:var(--soft);font-size:13px}
@media print{body{padding:0;background:#fff}main{max-width:none;padding:0;border:0}}
`.trim();

/** What a page may do: show this style and the files beside it, and nothing else. */
export const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "img-src 'self' file:",
  "media-src 'self' file:",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');
