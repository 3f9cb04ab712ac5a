// Passkeys need the browser to speak with the device: nothing else on these pages needs JavaScript.
// Written by hand and not with toJSON(), which browsers of 2022 do not know.
"use strict";

const form = document.querySelector("form[data-passkey]");
const button = form && form.querySelector("button");
const status = form && form.querySelector("[role=status]");

function bytes(text) {
  const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

function text(buffer) {
  if (!buffer) return undefined;
  const letters = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join("");
  return btoa(letters).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

function known(list) {
  return (list || []).map((one) => ({ ...one, id: bytes(one.id) }));
}

function written(credential) {
  const response = credential.response;
  return JSON.stringify({
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: {
      clientDataJSON: text(response.clientDataJSON),
      attestationObject: text(response.attestationObject),
      authenticatorData: response.signature && text(response.authenticatorData),
      signature: text(response.signature),
      userHandle: text(response.userHandle),
    },
  });
}

async function make() {
  const options = JSON.parse(document.getElementById("passkey-options").textContent).publicKey;
  const publicKey = {
    ...options,
    challenge: bytes(options.challenge),
    user: { ...options.user, id: bytes(options.user.id) },
    excludeCredentials: known(options.excludeCredentials),
    // A key that the device finds by itself, and that opens only to whoever unlocks the device.
    authenticatorSelection: { residentKey: "required", requireResidentKey: true, userVerification: "required" },
  };
  return navigator.credentials.create({ publicKey });
}

async function use() {
  const answer = await fetch(form.action, { headers: { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" } });
  if (!answer.ok) throw new Error(String(answer.status));
  const options = (await answer.json()).request_options.publicKey;
  const publicKey = { ...options, challenge: bytes(options.challenge), allowCredentials: known(options.allowCredentials) };
  return navigator.credentials.get({ publicKey });
}

async function press(event) {
  event.preventDefault();
  button.disabled = true;
  status.textContent = "";
  try {
    const credential = await (form.dataset.passkey === "add" ? make() : use());
    form.elements.credential.value = written(credential);
    const shared = document.querySelector("input[type=checkbox][name=shared_computer]");
    if (shared && form.elements.shared_computer) form.elements.shared_computer.value = shared.checked ? "on" : "";
    form.submit();
  } catch {
    status.textContent = location.hostname === form.dataset.host ? form.dataset.refused : form.dataset.elsewhere;
    button.disabled = false;
  }
}

// Without this script or without passkeys, the button is still there: the server answers what to do instead.
if (form && window.PublicKeyCredential) form.addEventListener("submit", press);
