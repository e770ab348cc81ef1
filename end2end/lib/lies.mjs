// What a provider may say wrongly, each once: the person chooses it beside "agree" (provider.mjs). The tokens are those
// that the npm package has just made, changed, and signed again with its own key where the signature is not the lie.

import { createSign, generateKeyPairSync } from "node:crypto";

const claims = (change) => (token, signed) => signed({ ...token.payload, ...change(token.payload) });

/** By name, what becomes of the ID token. */
export const LIES = {
  "wrong nonce": claims(() => ({ nonce: "another" })),
  "wrong issuer": claims(() => ({ iss: "https://evil.example" })),
  "wrong audience": claims(() => ({ aud: "another-client" })),
  "expired": claims(({ iat }) => ({ iat: iat - 7200, exp: iat - 3600 })),
  "alg: none": ({ payload }) => `${encoded({ alg: "none" })}.${encoded(payload)}.`,
  "an unknown key": ({ header, payload }) => signed({ ...header, kid: "unknown" }, payload, strangersKey()),
  "a stranger's key": ({ header, payload }) => signed(header, payload, strangersKey()),
};

/** No lie: the token is only signed again, which shows that what is refused above is refused for what it says. */
export const SIGNED_AGAIN = "signed again";

/** The code was exchanged already: the provider itself refuses it. */
export const USED_CODE = "a used code";

/** Lets the provider lie once when it is told to: `next.lie` is the name of what it says wrongly. */
export function lying(provider, key, next) {
  provider.use(async (ctx, follow) => {
    await follow();
    const { lie } = next;
    if (lie === USED_CODE && ctx.oidc?.route === "resume") {
      next.lie = undefined;
      const code = new URL(ctx.response.get("location")).searchParams.get("code");
      await (await provider.AuthorizationCode.find(code)).consume();
    }
    const change = lie === SIGNED_AGAIN ? claims(() => ({})) : LIES[lie];
    if (!change || !ctx.body?.id_token) return;
    next.lie = undefined;
    const [header, payload] = ctx.body.id_token.split(".").slice(0, 2).map(decoded);
    ctx.body.id_token = change({ header, payload }, (changed) => signed(header, changed, key));
  });
}

function signed(header, payload, key) {
  const said = `${encoded(header)}.${encoded(payload)}`;
  return `${said}.${createSign("RSA-SHA256").update(said).sign(key, "base64url")}`;
}

const strangersKey = () => generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
const encoded = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
const decoded = (piece) => JSON.parse(Buffer.from(piece, "base64url"));
