// Two comforts while writing a need; everything works without them.
// 1. What is typed survives a reload or a lost connection, on this device, until it is published.
// 2. Needs like the one being written are shown as one types.
"use strict";

const DAYS_KEPT = 3; // a shared computer forgets soon
const PREFIX = "terreau:";
const form = document.querySelector("form[data-keep]");

function forgetOld() {
  for (const key of Object.keys(localStorage).filter((name) => name.startsWith(PREFIX))) {
    let saved = 0;
    try { saved = JSON.parse(localStorage.getItem(key)).saved; } catch { /* not ours any more */ }
    if (Date.now() - saved > DAYS_KEPT * 864e5) localStorage.removeItem(key);
  }
}

// The server has it now (published, or kept as a draft), or has given it back after signing in.
function forgetPublished() {
  if (form && form.dataset.keep.startsWith("besoin-") && !form.dataset.keep.startsWith("besoin-0-")) {
    localStorage.removeItem(PREFIX + "besoin-0-0");
  }
  if (!document.querySelector("script[data-published]")) return;
  const sent = sessionStorage.getItem(PREFIX + "sent");
  if (sent) localStorage.removeItem(PREFIX + sent);
  sessionStorage.removeItem(PREFIX + "sent");
  // The address to share is the plain one.
  if (location.search === "?publie=1") history.replaceState(null, "", location.pathname);
}

function fields() {
  return [...form.elements].filter((field) => field.name && field.type !== "hidden" && field.type !== "submit");
}

function typed() {
  const values = {};
  for (const field of fields()) {
    if (field.type !== "radio" || field.checked) values[field.name] = field.value;
  }
  return values;
}

function fill(values) {
  for (const field of fields()) {
    if (!(field.name in values)) continue;
    if (field.type === "radio") field.checked = field.value === values[field.name];
    else field.value = values[field.name];
  }
}

function keep(name) {
  localStorage.setItem(name, JSON.stringify({ saved: Date.now(), values: typed() }));
}

function offerToDiscard(name, before) {
  const notice = document.createElement("p");
  notice.className = "notice good";
  notice.setAttribute("role", "status");
  notice.textContent = form.dataset.found + " ";
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button quiet";
  button.textContent = form.dataset.discard;
  button.addEventListener("click", () => {
    localStorage.removeItem(name);
    fill(before);
    notice.remove();
  });
  notice.append(button);
  form.prepend(notice);
}

function surviveReload() {
  const name = PREFIX + form.dataset.keep;
  const before = typed();
  const kept = JSON.parse(localStorage.getItem(name) || "null");
  if (kept && JSON.stringify(kept.values) !== JSON.stringify(before)) {
    fill(kept.values);
    offerToDiscard(name, before);
  }
  form.addEventListener("input", () => keep(name));
  form.addEventListener("submit", () => {
    keep(name);
    sessionStorage.setItem(PREFIX + "sent", form.dataset.keep);
  });
}

function showSimilar() {
  const here = form.querySelector("[data-similar-here]");
  let timer;
  let asked = 0;
  async function ask() {
    const turn = ++asked;
    try {
      const answer = await fetch(form.dataset.similar, { method: "POST", body: new FormData(form) });
      const html = answer.ok ? await answer.text() : "";
      if (turn === asked) here.innerHTML = html; // the server's own fragment, escaped there
    } catch { /* no connection: the same list comes on the next page */ }
  }
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 900);
  });
}

try {
  forgetOld();
  forgetPublished();
  if (form) surviveReload();
} catch { /* storage is full or refused: the form works without it */ }
if (form?.dataset.similar) showSimilar();
