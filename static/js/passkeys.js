// Forms that use a passkey: the browser asks for it, its answer goes into the form's hidden field. Without WebAuthn, or
// without this script, such a form stays hidden and the others do.
const kinds = {
  add: async (form) => {
    const options = structuredClone(given().creation_options);
    const alone = form.querySelector("[name=passwordless]")?.checked ?? false;
    options.publicKey.authenticatorSelection = {
      ...options.publicKey.authenticatorSelection,
      residentKey: alone ? "required" : "discouraged",
      requireResidentKey: alone,
      userVerification: alone ? "required" : "preferred",
    };
    return window.webauthnJSON.create(options);
  },
  use: () => window.webauthnJSON.get(given().request_options),
  "sign-in": async (form) => {
    const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
    if (!answer.ok) {
      throw new Error(`The server answered ${answer.status}.`);
    }
    return window.webauthnJSON.get((await answer.json()).request_options);
  },
};

function given() {
  return JSON.parse(document.getElementById("passkey-options").textContent);
}

for (const form of window.PublicKeyCredential ? document.querySelectorAll("[data-passkey]") : []) {
  const fault = form.querySelector("[data-passkey-fault]");
  form.hidden = false;
  form.querySelector("button[type=button]").addEventListener("click", async () => {
    fault.hidden = true;
    try {
      const credential = await kinds[form.dataset.passkey](form);
      form.querySelector("[name=credential]").value = JSON.stringify(credential);
      form.submit();
    } catch {
      fault.hidden = false;
    }
  });
}
