"""Files of feeds that mean harm, or are harmed: written here, and the same ones damaged from a seed.

Everything they would have a reader load is a canary: `file` (on this computer) or `web` (an address whose
server counts). A file is (name, bytes, headers)."""
import gzip, json, os, random, zlib

def rss(body, head="", before="<?xml version='1.0' encoding='utf-8'?>"):
    return (before + "<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'"
            " xmlns:media='http://search.yahoo.com/mrss/' xmlns:xi='http://www.w3.org/2001/XInclude'"
            f" xmlns:atom='http://www.w3.org/2005/Atom'><channel><title>Harm</title>{head}{body}</channel></rss>").encode()

def item(title, html, more=""):
    cdata = "<![CDATA[" + html.replace("]]>", "]]]]><![CDATA[>") + "]]>"
    return f"<item><title>{title}</title><guid isPermaLink='false'>{title}</guid>{more}<content:encoded>{cdata}</content:encoded></item>"

def story(title, html, more=""):
    return rss(item(title, html, more))

def loads(file, web):
    """Whatever makes a reader load something that nobody asked for."""
    both = (f"file://{file}", file, os.path.basename(file), web)
    html = {"image": "<img src='{0}' width=300 height=200>", "srcset": "<img srcset='{0} 1x, {0} 2x'>",
            "background": "<table background='{0}'><tr><td background='{0}'>x</td></tr></table>",
            "style": "<p style=\"background:url('{0}');list-style-image:url({0})\">x</p>",
            "sheet": "<link rel='stylesheet' href='{0}'><style>@import '{0}'; p {{ background: url('{0}') }}</style><p>x</p>",
            "script": "<script src='{0}'></script><p onclick=\"location='{0}'\">x</p>", "frame": "<iframe src='{0}'></iframe><frame src='{0}'>",
            "object": "<object data='{0}'><embed src='{0}'><param name='movie' value='{0}'></object>",
            "media": "<video src='{0}' poster='{0}' autoplay><source src='{0}'><track src='{0}'></video><audio src='{0}' autoplay></audio>",
            "svg": "<svg><image href='{0}' xlink:href='{0}'/><use href='{0}#a'/><foreignObject><img src='{0}'></foreignObject></svg>",
            "meta": "<meta http-equiv='refresh' content='0;url={0}'><base href='{0}'><a href='x' ping='{0}'>x</a>",
            "hints": "<link rel='prefetch' href='{0}'><link rel='dns-prefetch' href='{0}'><link rel='icon' href='{0}'>",
            "form": "<form action='{0}'><input type='image' src='{0}'><button formaction='{0}'>x</button></form>",
            "pixel": "<p>x<img src='{0}' width=1 height=1></p>", "math": "<math href='{0}'><mi xlink:href='{0}'>x</mi></math>"}
    for name, text in html.items():
        yield f"load-{name}", story(f"Loads {name}", "".join(text.format(place) for place in both) + "<p>Text that stays.</p>"), {}
    for i, place in enumerate(both):
        yield f"entity-{i}", rss(item("Entity", "&e;"), before=f"<?xml version='1.0'?><!DOCTYPE r [<!ENTITY e SYSTEM '{place}'>]>"), {}
        yield f"entity-body-{i}", rss("<item><title>&e;</title></item>", before=f"<!DOCTYPE r [<!ENTITY e SYSTEM \"{place}\">]>"), {}
        yield f"parameter-{i}", rss("<item><title>x</title></item>", before=f"<!DOCTYPE r [<!ENTITY % p SYSTEM '{place}'> %p;]>"), {}
        yield f"dtd-{i}", rss("<item><title>x</title></item>", before=f"<!DOCTYPE rss SYSTEM '{place}'>"), {}
        yield f"sheet-{i}", rss("<item><title>x</title></item>", before=f"<?xml version='1.0'?><?xml-stylesheet href='{place}' type='text/xsl'?>"), {}
        yield f"include-{i}", rss(f"<item><title>x<xi:include href='{place}' parse='text'/></title></item>"), {}
        yield f"channel-{i}", rss("<item><title>x</title></item>", f"<image><url>{place}</url></image><docs>{place}</docs><cloud domain='{place}' port='80' path='/' registerProcedure='x' protocol='xml-rpc'/><atom:link rel='hub' href='{place}'/><atom:link rel='next' href='{place}'/><atom:icon>{place}</atom:icon>"), {}
        yield f"parts-{i}", story("Parts", "<p>x</p>", f"<enclosure url='{place}' type='image/png' length='9'/><media:content url='{place}' medium='image'/><media:thumbnail url='{place}'/><comments>{place}</comments><link>{place}</link><source url='{place}'>x</source>"), {}
        yield f"json-{i}", json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "J", "icon": place, "favicon": place, "next_url": place, "hubs": [{"type": "rssCloud", "url": place}], "items": [{"id": str(i), "title": "J", "content_html": f"<img src='{place}'>", "image": place, "banner_image": place, "external_url": place, "attachments": [{"url": place, "mime_type": "image/png"}]}]}).encode(), {"Content-Type": "application/feed+json"}
    for scheme in ("javascript:fetch('{}')", "data:text/html,<img src={}>", "file://{}", "//localhost{}", "\x01javascript:{}", "JaVaScRiPt:{}", "vbscript:{}", "intent:{}", "ftp://127.0.0.1{}"):
        yield f"link-{scheme[:8]}", story("Link", f"<a href=\"{scheme.format(file)}\">a</a>", f"<link><![CDATA[{scheme.format(file)}]]></link>"), {}

def weights():
    """Whatever makes a reader slow or large."""
    laughs = "".join(f"<!ENTITY a{i} '{f'&a{i - 1};' * 10}'>" for i in range(1, 12))
    yield "laughs", rss("<item><title>&a11;</title></item>", before=f"<!DOCTYPE r [<!ENTITY a0 'ha'>{laughs}]>"), {}
    yield "quadratic", rss("<item><title>" + "&a;" * 50_000 + "</title></item>", before=f"<!DOCTYPE r [<!ENTITY a '{'x' * 50_000}'>]>"), {}
    yield "recursive", rss("<item><title>&a;</title></item>", before="<!DOCTYPE r [<!ENTITY a '&b;'><!ENTITY b '&a;'>]>"), {}
    yield "doctypes", rss("<item><title>x</title></item>", before="<!DOCTYPE a><!DOCTYPE b [<!ENTITY x 'y'>]>"), {}
    yield "deep-xml", b"<rss><channel>" + b"<a>" * 200_000, {}
    yield "deep-item", rss("<item><title>x</title>" + "<b>" * 5_000 + "</b>" * 5_000 + "</item>"), {}
    yield "attributes", b"<rss " + b" ".join(b"a%d='1'" % i for i in range(50_000)) + b"><channel><item><title>x</title></item></channel></rss>", {}
    yield "attribute", rss(f"<item a='{'x' * 5_000_000}'><title>x</title></item>"), {}
    yield "namespaces", ("<rss " + " ".join(f"xmlns:n{i}='u:{i}'" for i in range(4_000)) + "><channel><item><title>x</title></item></channel></rss>").encode(), {}
    for name, text in (("comment", "<!--"), ("cdata", "<![CDATA["), ("pi", "<?x "), ("tag", "<title "), ("doctype", "<!DOCTYPE x [")):
        yield f"open-{name}", rss("<item><title>x</title></item>") [:-20] + text.encode() + b"y" * 2_000_000, {}
    for name, text in (("lt", "<"), ("amp", "&"), ("quote", "'"), ("nul", "\0"), ("blank", " "), ("newline", "\n"), ("entity", "&#x41;"), ("item", "<item/>"), ("gt", "]]>")):
        yield f"fill-{name}", rss("<item><title>x</title><description>" + text * (6_000_000 // len(text)) + "</description></item>"), {}
    yield "items", rss("".join(item(f"Item {i} of many in this feed", "<p>x</p>") for i in range(10_000))), {}
    yield "empty-items", rss("<item/>" * 500_000), {}
    yield "long-title", rss(item("word " * 400_000, "<p>x</p>")), {}
    yield "long-word", rss(item("x" * 2_000_000, f"<p>{'y' * 2_000_000}</p>")), {}
    yield "long-link", story("Link", "<p>x</p>", f"<link>https://a.example/{'x' * 2_000_000}</link>"), {}
    yield "categories", story("Tags", "<p>x</p>", "".join(f"<category>tag {i}</category>" for i in range(50_000))), {}
    yield "authors", story("Authors", "<p>x</p>", "<author>a@a.example (A)</author>" * 50_000), {}
    yield "dates", story("Dates", "<p>x</p>", "<pubDate>" + "1" * 1_000_000 + "</pubDate>"), {}
    yield "coins", rss(item("BTC ETH SOL XRP " * 20_000, "<p>" + "Bitcoin Ethereum $SOL (XRP) " * 60_000 + "</p>")), {}
    yield "numbers", rss("".join(item(f"Fund buys {i} BTC and {i + 1} ETH for ${i},000", "<p>x</p>") for i in range(2_000))), {}
    yield "same-titles", rss("".join(item("The same headline about Bitcoin", "<p>x</p>").replace("isPermaLink='false'>The", f"isPermaLink='false'>{i}The") for i in range(3_000))), {}
    html = {"tables": "<table><tr><td>" * 2_000, "quotes": "<blockquote>" * 10_000, "divs": "<div>" * 100_000, "lists": "<ul><li>" * 20_000,
            "bold": "<b>" * 200_000 + "x", "fonts": "<font color=red><b><i>" * 30_000 + "x", "links": "<a href='https://a.example/'>x</a>" * 50_000,
            "cells": "<table><tr>" + "<td>x</td>" * 50_000 + "</tr></table>", "rows": "<table>" + "<tr><td>x</td></tr>" * 50_000 + "</table>",
            "span": "<table><tr><td colspan=1000000000 rowspan=1000000000>x</td></tr></table>", "spans": "<table>" + "<tr><td colspan=1000 rowspan=1000>x</td></tr>" * 200 + "</table>",
            "picture": "<img src='https://a.example/a.png' width=2000000000 height=2000000000>", "rules": "<hr>" * 100_000, "breaks": "<br>" * 300_000,
            "pre": "<pre>" + "x" * 1_000_000 + "</pre>", "code": "<pre>" + "line\n" * 100_000 + "</pre>", "numbers": "<ol start=2147483647>" + "<li>x</li>" * 1_000 + "</ol>",
            "unknown": "".join(f"<x{i}>" for i in range(50_000)), "template": "<template>" * 5_000 + "x", "select": "<select><option>" * 20_000,
            "attributes": "<p " + " ".join(f"a{i}=1" for i in range(50_000)) + ">x</p>", "entities": "&amp;lt;" * 200_000, "scripts": "<script>" + "x<" * 500_000,
            "paragraphs": "<p>A paragraph of some words.</p>" * 50_000, "marks": "<p>" + "a" + "\u0301" * 100_000 + "</p>", "bidi": "<p>" + "\u202e\u2066abc" * 50_000 + "</p>",
            "arabic": "<p>" + "بيتكوين " * 100_000 + "</p>", "emoji": "<p>" + "👩‍👩‍👧‍👦" * 30_000 + "</p>", "chinese": "<p>" + "比特币价格" * 100_000 + "</p>",
            "adverts": "<p>PoolX: Earn new token airdrops. Lock now!</p>" * 20_000, "pictures": "<p><img src='https://a.example/a.png'>x</p>" * 20_000}
    for name, text in html.items():
        yield f"html-{name}", story(f"HTML {name}", text), {}
    for name, text in (("deep", b"[" * 500_000), ("object", b'{"a":' * 500_000), ("number", b'{"version":"https://jsonfeed.org/version/1","items":[{"id":' + b"9" * 1_000_000 + b"}]}"),
                       ("keys", json.dumps({str(i): i for i in range(200_000)}).encode()), ("surrogate", b'{"version":"https://jsonfeed.org/version/1","title":"\\ud800","items":[{"id":"\\udfff","title":"\\ud800"}]}'),
                       ("types", b'{"version":["https://jsonfeed.org/version/1"],"items":{"id":[],"title":{}}}'), ("many", json.dumps({"version": "https://jsonfeed.org/version/1", "items": [{"id": i, "title": f"Item {i}"} for i in range(50_000)]}).encode())):
        yield f"json-{name}", text, {"Content-Type": "application/json"}

def envelopes():
    """What the bytes are wrapped in: encodings, compression, headers."""
    text = rss(item("Курс биткоина и 比特币", "<p>Курс 比特币</p>")).decode()
    for name in ("utf-16", "utf-16-be", "utf-32", "utf-7", "koi8-r", "gb18030", "shift_jis", "big5", "cp1251", "cp037", "utf-8-sig"):
        data = text.replace("utf-8", name, 1).encode(name, "replace")
        yield f"encoding-{name}", data, {}
        yield f"encoding-{name}-lied", data, {"Content-Type": "application/rss+xml; charset=iso-2022-jp"}
        yield f"encoding-{name}-undeclared", text.replace(" encoding='utf-8'", "", 1).encode(name, "replace"), {}
    good = rss(item("Well", "<p>x</p>"))
    packed = gzip.compress(good)
    gz = {"Content-Encoding": "gzip"}
    yield "gzip-cut", packed[:-12], gz
    yield "gzip-header", packed[:12], gz
    yield "gzip-damaged", packed[:40] + b"\xff" * 20 + packed[60:], gz
    yield "gzip-twice", gzip.compress(packed), gz
    yield "gzip-tail", packed + os.urandom(1000), gz
    yield "gzip-lied", good, gz
    yield "deflate-lied", good, {"Content-Encoding": "deflate"}
    yield "brotli-lied", good, {"Content-Encoding": "br"}
    yield "bomb", gzip.compress(b"<rss><channel><title>" + b" " * 200_000_000, 9), gz
    yield "bomb-twice", gzip.compress(gzip.compress(b" " * 100_000_000, 9), 9), gz
    yield "bomb-deflate", zlib.compress(b" " * 100_000_000, 9), {"Content-Encoding": "deflate"}
    yield "headers", good, {f"X-{i}": "y" * 1000 for i in range(60)}
    yield "type", good, {"Content-Type": "x/" + "y" * 20_000}
    yield "big", b"<rss><channel>" + b"<item><title>x</title></item>" * 1_800_000, {}
    yield "site", b"<html><head><title>Site</title></head><body>No feed.</body></html>", {"Content-Type": "text/html"}

def damaged(files, seed, count):
    """`count` of the files with a few places changed; the same for the same seed."""
    chance = random.Random(seed)
    small = [f for f in files if len(f[1]) < 200_000]
    for n in range(count):
        name, data, headers = chance.choice(small)
        data = bytearray(data)
        for _ in range(chance.randint(1, 12)):
            at, many = chance.randrange(len(data) + 1), chance.randint(1, 40)
            change = chance.randrange(6)
            if change == 0 and data:
                data[at % len(data)] = chance.randrange(256)
            elif change == 1:
                del data[at:at + many]
            elif change == 2:
                data[at:at] = data[at:at + many] * chance.randint(1, 200)
            elif change == 3:
                data[at:at] = chance.choice((b"<", b">", b"&", b"\0", b"]]>", b"<!--", b"<![CDATA[", b"</", b"\xff\xfe", b"\xef\xbb\xbf", b"&#0;", b"<?xml", b"\"", b"'"))
            elif change == 4:
                other = chance.choice(small)[1]
                data[at:at] = other[:chance.randrange(len(other) + 1)]
            else:
                del data[at:]
        yield f"damaged-{n}-{name}", bytes(data), headers
