"""A screenshot made small: 255 colours, chosen by the browser that took it, written as an indexed PNG.

Chromium writes its screenshots fast and heavy; flat pages with text lose nothing that one sees. No library
for pictures is needed: the page that holds the picture counts its colours, and a PNG is four chunks
(https://www.w3.org/TR/png-3/).
"""

from __future__ import annotations

import base64
import struct
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser

#: Colours are gathered by their 5 first bits; the 255 most seen are kept, each other goes to its nearest.
_COUNT = """async source => {
    const image = new Image();
    image.src = "data:image/png;base64," + source;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height), pen = canvas.getContext("2d");
    pen.drawImage(image, 0, 0);
    const seen = pen.getImageData(0, 0, image.width, image.height).data, pixels = seen.length / 4;
    const key = at => (seen[at] >> 3) << 10 | (seen[at + 1] >> 3) << 5 | seen[at + 2] >> 3;
    const counts = new Map();
    for (let i = 0; i < seen.length; i += 4) {
        const k = key(i);
        if (!counts.has(k)) counts.set(k, {n: 0, sums: [0, 0, 0], exact: new Map()});
        const one = counts.get(k);
        one.n++;
        for (let c = 0; c < 3; c++) one.sums[c] += seen[i + c];
        const rgb = seen[i] << 16 | seen[i + 1] << 8 | seen[i + 2];
        one.exact.set(rgb, (one.exact.get(rgb) || 0) + 1);
    }
    const kept = [...counts.entries()].sort((a, b) => b[1].n - a[1].n).slice(0, 255);
    const palette = kept.map(([, one]) => {
        const [rgb, n] = [...one.exact].reduce((best, each) => each[1] > best[1] ? each : best);
        const main = [rgb >> 16, rgb >> 8 & 255, rgb & 255];
        return n > one.n / 2 ? main : one.sums.map(sum => Math.round(sum / one.n));
    });
    const index = new Map(kept.map(([k], i) => [k, i]));
    const nearest = at => palette.reduce((best, [r, g, b], i) => {
        const d = (r - seen[at]) ** 2 + (g - seen[at + 1]) ** 2 + (b - seen[at + 2]) ** 2;
        return d < best[0] ? [d, i] : best;
    }, [Infinity, 0])[1];
    const out = new Uint8Array(pixels);
    for (let i = 0; i < pixels; i++) {
        const k = key(i * 4);
        if (!index.has(k)) index.set(k, nearest(i * 4));
        out[i] = index.get(k);
    }
    let text = "";
    for (let i = 0; i < out.length; i += 8192) text += String.fromCharCode(...out.subarray(i, i + 8192));
    return [image.width, image.height, palette.flat(), btoa(text)];
}"""


def smaller(browser: Browser, picture: bytes) -> bytes:
    """The same picture with at most 255 colours."""
    page = browser.new_page()
    width, height, palette, indices = page.evaluate(_COUNT, base64.b64encode(picture).decode())
    page.close()
    return _png(width, height, bytes(palette), base64.b64decode(indices))


def _png(width: int, height: int, palette: bytes, indices: bytes) -> bytes:
    rows = b"".join(b"\0" + indices[row * width : (row + 1) * width] for row in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"PLTE", palette), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, body) for name, body in chunks)


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
