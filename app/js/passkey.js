// Passkeys in the forms of officers. Needs no Wasm: it is part of the glue, and listens once the glue is there.
//
// A button with `data-passkey` asks the browser for a passkey, `create` for a new one or `get` for one to sign with, puts
// the answer into the field that `data-into` names, and sends its form. Elements of the class `passkey` are shown only
// where there are passkeys, those of `no-passkey` only elsewhere.

const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));

if (window.PublicKeyCredential) {
  document.documentElement.classList.add("passkeys");
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button[data-passkey]");
    // What else is missing in a form is told first, or a passkey would be made in vain.
    if (!button || (button.dataset.passkey === "create" && !button.form.checkValidity())) return;
    event.preventDefault();
    answer(button);
  }, true);
}

async function answer(button) {
  const { form, dataset } = button;
  const failed = form.querySelector("[data-passkey-failed]");
  failed.hidden = true;
  button.disabled = true;
  try {
    const answered = await (dataset.passkey === "create" ? create : get)(await begin());
    const field = form.elements[dataset.into];
    field.value = JSON.stringify(answered);
    form.requestSubmit();
    // Nobody needs to see it, and the next one is another.
    setTimeout(() => { field.value = ""; });
  } catch {
    failed.hidden = false;
  }
  button.disabled = false;
}

async function begin() {
  const response = await fetch("/fn/begin_passkey", {
    method: "POST",
    headers: { Accept: "application/json", "Content-Type": "application/x-www-form-urlencoded" },
  });
  if (!response.ok) throw response;
  return response.json();
}

const listed = (known) => known.map((id) => ({ type: "public-key", id: bytes(id) }));

async function create({ challenge, site, user, username, name, algorithms, known, milliseconds }) {
  const { response } = await navigator.credentials.create({
    publicKey: {
      challenge: bytes(challenge),
      rp: { id: site, name: "Một Cửa" },
      user: { id: bytes(user), name: username, displayName: name },
      pubKeyCredParams: algorithms.map((alg) => ({ type: "public-key", alg })),
      excludeCredentials: listed(known),
      authenticatorSelection: { userVerification: "required" },
      attestation: "none",
      timeout: milliseconds,
    },
  });
  return { client_data: text(response.clientDataJSON), attestation: text(response.attestationObject) };
}

async function get({ challenge, site, known, milliseconds }) {
  const { rawId, response } = await navigator.credentials.get({
    publicKey: {
      challenge: bytes(challenge),
      rpId: site,
      allowCredentials: listed(known),
      userVerification: "required",
      timeout: milliseconds,
    },
  });
  return {
    id: text(rawId),
    client_data: text(response.clientDataJSON),
    authenticator_data: text(response.authenticatorData),
    signature: text(response.signature),
    user: response.userHandle && text(response.userHandle),
  };
}
