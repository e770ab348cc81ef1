// A real mail server, the npm package `smtp-server`: takes mails in secret, from one user only, and has its moods.

import { execFile, spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { SMTPServer } from "smtp-server";

const READ = join(dirname(fileURLToPath(import.meta.url)), "read_mails.py");
const USER = "motcua";
const PASSWORD = "mật khẩu của hành trình";

/** The first mail to these is told to come later, gets no answer, or is taken without a word. */
export const BUSY = "ban@example.vn";
export const SILENT = "im-lang@example.vn";
export const FORGETFUL = "hay-quen@example.vn";
/** Every mail to this one is refused. */
export const UNKNOWN = "khong-co@example.vn";

/** What a connection meets, before it is known whose mail it brings. */
export const IN_THE_OPEN = "cannot speak in secret";
export const WRONG_PASSWORD = "takes the password for wrong";

export class MailServer {
  /** What arrived, in this order. */
  mails = [];
  /** How often a mail was brought to each address. */
  tries = {};
  /** What the next connections meet, one each. */
  moods = [];
  /** Lasts until whoever brought the mail that gets no answer hangs up. */
  silence = undefined;
  #sockets = new Map();
  #server;

  static async start(folder) {
    const started = new MailServer(folder);
    await new Promise((resolve) => started.#server.listen(0, "127.0.0.1", resolve));
    return started;
  }

  constructor(folder) {
    this.folder = folder;
    this.#server = new SMTPServer({
      ...certified(folder),
      disableReverseLookup: true,
      onConnect: (session, next) => this.#greets(session, next),
      onSecure: (socket, session, next) => this.#turnsSecret(socket, session, next),
      onAuth: (proof, session, next) => this.#asksWho(proof, session, next),
      onRcptTo: ({ address }, session, next) => this.#asksForWhom(address, session, next),
      onData: (stream, session, next) => this.#takes(stream, session).then(next, next),
    });
    // Whoever hangs up is an error to it; to us counts what arrives.
    this.#server.on("error", () => {});
  }

  /** How the app is told to send by it. */
  get env() {
    return {
      MOTCUA_MAIL_URL: `smtp://localhost:${this.#server.server.address().port}?tls=required`,
      MOTCUA_MAIL_FROM: "Một Cửa <motcua@example.vn>",
      MOTCUA_MAIL_USER: USER,
      MOTCUA_MAIL_PASSWORD: PASSWORD,
      MOTCUA_MAIL_CA: join(this.folder, "authority.pem"),
    };
  }

  /** Also ends what is under way, which it would wait for. */
  stop() {
    this.#server.close();
    for (const socket of this.#sockets.values()) socket.destroy();
  }

  #greets(session, next) {
    session.mood = this.moods.shift();
    if (session.mood === IN_THE_OPEN) session.disabledCommands = ["STARTTLS"];
    next();
  }

  #turnsSecret(socket, session, next) {
    this.#sockets.set(session, socket);
    next();
  }

  #asksWho({ username, password }, session, next) {
    const known = session.mood !== WRONG_PASSWORD && username === USER && password === PASSWORD;
    next(null, known ? { user: username } : { message: `who is ${username}?` });
  }

  /** Names the address when it refuses, as many do. */
  #asksForWhom(address, session, next) {
    this.tries[address] = (this.tries[address] ?? 0) + 1;
    if (address === UNKNOWN) return next(refusal(550, `5.1.1 no such user ${address}`));
    if (this.tries[address] > 1) return next();
    if (address === BUSY) return next(refusal(451, `try again later, ${address}`));
    if (address === SILENT) return this.#saysNothing(session);
    return next();
  }

  #saysNothing(session) {
    const silence = { lasts: true };
    const closed = new Promise((resolve) => this.#sockets.get(session).once("close", resolve));
    silence.end = closed.then(() => (silence.lasts = false));
    this.silence = silence;
  }

  async #takes(stream, session) {
    const { mailFrom, rcptTo } = session.envelope;
    const [{ address: to }] = rcptTo;
    const bytes = Buffer.concat(await stream.toArray());
    this.mails.push({ from: mailFrom.address, to, secret: session.secure, user: session.user, bytes });
    if (to !== FORGETFUL || this.tries[to] > 1) return;
    // It has the mail, and goes before it says so.
    this.#sockets.get(session).destroy();
  }
}

const refusal = (responseCode, words) => Object.assign(new Error(words), { responseCode });

/** What mails say to a program that is not ours. */
export function read(mails) {
  return new Promise((resolve, reject) => {
    const program = execFile("python3", [READ], (error, said) => (error ? reject(error) : resolve(JSON.parse(said))));
    program.stdin.end(JSON.stringify(mails.map(({ bytes }) => bytes.toString("base64"))));
  });
}

/** By an authority that browsers do not know, as that of a state network. */
function certified(folder) {
  const at = (file) => join(folder, file);
  writeFileSync(
    at("openssl.cnf"),
    `[req]
distinguished_name = subject
[subject]
[authority]
basicConstraints = critical, CA:true
[server]
basicConstraints = CA:false
subjectAltName = DNS:localhost
`,
  );
  const certify = (name, ...by) => {
    const asked = ["-config", at("openssl.cnf"), "-extensions", name, "-subj", `/CN=${name}`];
    const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", at(`${name}.key`)];
    const args = ["req", "-x509", ...asked, ...key, "-out", at(`${name}.pem`), ...by];
    const made = spawnSync("openssl", args, { encoding: "utf8" });
    if (made.status !== 0) throw new Error(`no certificate for the mail server: ${made.error?.message ?? made.stderr}`);
  };
  certify("authority");
  certify("server", "-CA", at("authority.pem"), "-CAkey", at("authority.key"));
  return { key: readFileSync(at("server.key")), cert: readFileSync(at("server.pem")) };
}
