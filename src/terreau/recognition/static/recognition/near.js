// A comfort while defining a badge: those near it are shown as one types. Without this, a button shows them.
"use strict";

const form = document.querySelector("form[data-near]");
const here = document.querySelector("[data-near-here]");
let timer;
let asked = 0;

async function ask() {
  const turn = ++asked;
  const said = new FormData();
  for (const name of ["csrfmiddlewaretoken", "name", "description"]) said.set(name, form.elements[name].value);
  try {
    const answer = await fetch(form.dataset.near, { method: "POST", body: said });
    const html = answer.ok ? await answer.text() : "";
    if (turn === asked) here.innerHTML = html; // the server's own fragment, escaped there
  } catch { /* no connection: the button shows the same list */ }
}

for (const name of ["name", "description"]) {
  form.elements[name].addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 900);
  });
}
