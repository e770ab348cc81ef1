#!/usr/bin/env node
// A real OpenID provider, the certified npm package `oidc-provider`, for one client and one person. Its keys are new
// at each start, so that starting it again is a rotation of keys.
//
//   node end2end/provider.mjs '{"issuer", "port", "client", "secret", "site", "back", "claims", "diesHalfway"}'
//
// With diesHalfway it ends once it has sent somebody back who agreed, before their code can be exchanged. Its page
// offers to agree and then to lie about it in one of the ways of lib/lies.mjs.

import { generateKeyPairSync, randomUUID } from "node:crypto";
import { createServer } from "node:http";
import Provider from "oidc-provider";
import { LIES, SIGNED_AGAIN, USED_CODE, lying } from "./lib/lies.mjs";

const { issuer, port, client, secret, site, back, claims, diesHalfway } = JSON.parse(process.argv[2]);

const key = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
const next = { lie: undefined };
const provider = new Provider(issuer, {
  clients: [
    {
      client_id: client,
      client_secret: secret,
      redirect_uris: [`${back}/callback`],
      post_logout_redirect_uris: [`${site}/sign-in`],
      backchannel_logout_uri: `${back}/logout`,
      backchannel_logout_session_required: true,
    },
  ],
  claims: { openid: ["sub"], profile: Object.keys(claims) },
  cookies: { keys: [randomUUID()] },
  features: {
    backchannelLogout: { enabled: true },
    devInteractions: { enabled: false },
    rpInitiatedLogout: { enabled: true, logoutSource, postLogoutSuccessSource },
  },
  // It would not call addresses of this machine otherwise.
  fetch: (url, options) => fetch(url, { ...options, dispatcher: undefined }),
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...claims }) }),
  interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
  jwks: { keys: [{ ...key.export({ format: "jwk" }), kid: randomUUID(), use: "sig", alg: "RS256" }] },
  pkce: { required: () => true },
  ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 3600, IdToken: 600, Interaction: 600, Session: 3600 },
});
for (const name of ["server_error", "backchannel.error"]) provider.on(name, (...args) => console.error(name, ...args));

lying(provider, key, next);
const inner = provider.callback();
createServer((request, response) => {
  if (request.url === "/favicon.ico") return response.writeHead(204).end();
  if (diesHalfway) response.on("finish", () => leadsBack(response) && process.exit());
  if (!request.url.startsWith("/interaction/")) return inner(request, response);
  return interaction(request, response).catch((error) => {
    console.error(error);
    response.writeHead(500).end();
  });
}).listen(port, "127.0.0.1", () => console.log("ready"));

function leadsBack(response) {
  return String(response.getHeader("location") ?? "").startsWith(`${back}/callback?code=`);
}

/** The page on which the person proves to be who they are and agrees; here two buttons. */
async function interaction(request, response) {
  const { uid, params } = await provider.interactionDetails(request, response);
  if (request.method === "POST") {
    const said = new URLSearchParams(await body(request)).get("answer");
    next.lie = said;
    const agreed = said !== "no";
    return provider.interactionFinished(request, response, agreed ? await signedIn(params) : denied);
  }
  response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
  response.end(
    page(`<p>${claims.name}</p><form method="post" action="/interaction/${uid}">
      <button name="answer" value="yes">Đồng ý</button> <button name="answer" value="no">Từ chối</button>
      ${[...Object.keys(LIES), USED_CODE, SIGNED_AGAIN].map((lie) => `<button name="answer" value="${lie}">${lie}</button>`).join(" ")}</form>`),
  );
}

/** Its own pages load fonts from the network. */
function logoutSource(ctx, form) {
  ctx.body = page(`${form}<button form="op.logoutForm" name="logout" value="yes">Đăng xuất</button>`);
}

function postLogoutSuccessSource(ctx) {
  ctx.body = page("<p>Đã đăng xuất</p>");
}

function page(inside) {
  return `<!doctype html><html lang="vi"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
    <title>Nơi xác thực thử nghiệm</title><h1>Nơi xác thực thử nghiệm</h1>${inside}`;
}

const denied = { error: "access_denied", error_description: "the person said no" };

async function signedIn(params) {
  const accountId = `account-of-${claims.national_id.slice(-3)}`;
  const grant = new provider.Grant({ accountId, clientId: params.client_id });
  grant.addOIDCScope(params.scope);
  return { login: { accountId }, consent: { grantId: await grant.save() } };
}

async function body(request) {
  const pieces = [];
  for await (const piece of request) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}
