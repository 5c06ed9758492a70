/* form[data-passkey="make|use"]: asks the device for a passkey and sends its answer as the field "credential". */
const bytes = (text) => {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
};
const text = (buffer) => {
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
};
const withBytes = (credentials) => credentials?.map((each) => ({ ...each, id: bytes(each.id) }));

/* Written out: not every phone in use has PublicKeyCredential's own conversions. */
const make = async ({ publicKey }, alone) => {
  const selection = { ...publicKey.authenticatorSelection };
  selection.residentKey = alone ? "required" : "discouraged";
  selection.requireResidentKey = alone;
  if (alone) selection.userVerification = "required";
  return navigator.credentials.create({
    publicKey: {
      ...publicKey,
      authenticatorSelection: selection,
      challenge: bytes(publicKey.challenge),
      user: { ...publicKey.user, id: bytes(publicKey.user.id) },
      excludeCredentials: withBytes(publicKey.excludeCredentials),
    },
  });
};
const use = async ({ publicKey }) =>
  navigator.credentials.get({
    publicKey: {
      ...publicKey,
      challenge: bytes(publicKey.challenge),
      allowCredentials: withBytes(publicKey.allowCredentials),
    },
  });

const answer = (credential) => {
  const response = {};
  for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[part]) response[part] = text(credential.response[part]);
  }
  const extensions = credential.getClientExtensionResults();
  return { id: credential.id, rawId: text(credential.rawId), type: credential.type, response, clientExtensionResults: extensions };
};

const options = async (form) => {
  if (form.dataset.options) return JSON.parse(form.dataset.options);
  const reply = await fetch(form.dataset.ask, { headers: { accept: "application/json" } });
  if (!reply.ok) throw new TypeError(reply.statusText);
  return (await reply.json()).request_options;
};

const KINDS = { InvalidStateError: "known", SecurityError: "wrongAddress", TypeError: "offline" };
const say = (form, kind) => {
  const note = form.querySelector("[data-trouble]");
  note.textContent = note.dataset[kind];
  note.hidden = false;
};

const ask = async (form) => {
  const alone = form.elements.passwordless?.checked ?? false;
  const given = await options(form);
  const credential = form.dataset.passkey === "make" ? await make(given, alone) : await use(given);
  form.elements.credential.value = JSON.stringify(answer(credential));
  const remember = document.querySelector('[name="remember"]:checked');
  if (remember) form.append(remember.cloneNode());
  form.submit();
};

for (const form of document.querySelectorAll("form[data-passkey]")) {
  form.hidden = false;
  let asking = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (asking) return;
    if (!window.PublicKeyCredential) return say(form, "noPasskeys");
    asking = true;
    form.querySelector("[data-trouble]").hidden = true;
    try {
      await ask(form);
    } catch (error) {
      say(form, KINDS[error.name] ?? "refused");
    } finally {
      asking = false;
    }
  });
}
