// Issuers of identities beside the site: one for each mode, so that a journey can stop its own.

import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { until } from "./see.mjs";

const PROVIDER = join(dirname(fileURLToPath(import.meta.url)), "..", "provider.mjs");
const CLIENT = "motcua";
const SECRET = "a-secret-of-the-journeys";

/** Who signs in at each: nobody in the demo. */
const PEOPLE = {
  nojs: { national_id: "074198001201", name: "Lê Thị Mai", birthdate: "1998-05-06" },
  nowasm: { national_id: "074098001202", name: "Lê Văn Mai", birthdate: "1998-05-07" },
  full: { national_id: "074198001203", name: "Lê Tuyết Mai", birthdate: "1998-05-08" },
};

/** Who owns a company, by the issuer of its accounts. */
const OWNERS = {
  nojs: { national_id: "074198001301", name: "Trần Thị Chủ", birthdate: "1980-05-06", tax_code: "3702146005", organisation_name: "Công ty Gỗ An Phú" },
  nowasm: { national_id: "074098001302", name: "Trần Văn Chủ", birthdate: "1980-05-07", tax_code: "3702146118", organisation_name: "Công ty Gỗ Dĩ An" },
  full: { national_id: "074198001303", name: "Trần Tuyết Chủ", birthdate: "1980-05-08", tax_code: "3702145001", organisation_name: "Công ty Gỗ Thuận An" },
};

/** Describes the issuers for the server, of people and of organisations; none of them runs yet. */
export async function describeIssuers(folder, freePort) {
  const describe = async (kind, audience, name, people) => {
    const described = {};
    for (const [mode, claims] of Object.entries(people)) {
      const port = await freePort();
      // Another host than the site's 127.0.0.1, so that cookies cross sites as they do in real life.
      const url = `http://localhost:${port}`;
      described[mode] = { id: `${kind}-${mode}`, name: `${name} ${mode}`, audience, url, port, claims };
    }
    return described;
  };
  const issuers = await describe("issuer", "citizens", "Định danh", PEOPLE);
  const businesses = await describe("business", "organisations", "Tài khoản doanh nghiệp", OWNERS);
  const lines = [...Object.values(issuers), ...Object.values(businesses)].map(
    ({ id, name, url, audience }) => `  - id: ${id}
    name: { vi: ${name}, en: ${name} }
    issuer: ${url}
    client_id: ${CLIENT}
    client_secret_env: MOTCUA_JOURNEYS_SECRET
    scopes: [profile]
    audience: ${audience}
    authoritative: true
`,
  );
  const file = join(folder, "identity.yaml");
  writeFileSync(file, `issuers:\n${lines.join("")}`);
  return { issuers, businesses, env: { MOTCUA_IDENTITY: file, MOTCUA_JOURNEYS_SECRET: SECRET } };
}

/** Starts the issuer of this stage and answers how to end it. One that dies halfway is described in provider.mjs. */
export function startIssuer({ base, issuer }, { diesHalfway = false } = {}) {
  const config = {
    issuer: issuer.url,
    port: issuer.port,
    client: CLIENT,
    secret: SECRET,
    site: base,
    back: `${base}/sign-in/${issuer.id}`,
    claims: issuer.claims,
    diesHalfway,
  };
  const child = spawn(process.execPath, [PROVIDER, JSON.stringify(config)], { stdio: ["ignore", "pipe", "pipe"] });
  const kill = () => child.kill("SIGKILL");
  process.once("exit", kill);
  const ended = new Promise((resolve) => child.once("exit", resolve));
  let said = "";
  child.stderr.on("data", (piece) => (said += piece));
  const stop = async () => {
    process.removeListener("exit", kill);
    kill();
    await ended;
    // It warns of what it keeps in memory, and of versions of Node.js that it does not promise to run on.
    return said.split("\n").filter((line) => line && !line.includes(" WARNING: ")).join("\n");
  };
  const ready = new Promise((resolve, reject) => {
    child.stdout.on("data", (piece) => String(piece).includes("ready") && resolve());
    ended.then(() => reject(new Error(`the issuer ended at once:\n${said}`)));
  });
  return ready.then(() => isKnown(base, issuer)).then(() => ({ stop }));
}

/** The site leaves an issuer alone for a while that did not answer: the sign-in page of another journey may have asked. */
async function isKnown(base, { id, url }) {
  await until(`the site reaches ${id}`, async () => {
    const answer = await fetch(`${base}/sign-in/${id}?next=/`, { redirect: "manual" });
    return answer.headers.get("location")?.startsWith(url);
  });
}
