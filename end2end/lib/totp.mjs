// What an authenticator app shows (RFC 6238: SHA-1, six digits, steps of 30 seconds).

import { createHmac } from "node:crypto";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

const STEP = 30_000;

/** How far the clocks of two servers of one journey can be apart: a second, and what a busy machine takes to start one. */
const APART = 4_000;

export function code(secret, moment) {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(moment / STEP)));
  const digest = createHmac("sha1", bytes(secret)).update(counter).digest();
  const number = digest.readUInt32BE(digest[digest.length - 1] & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, "0");
}

/**
 * The code after the one that is shown, which a server takes a little early. Not at once where one server could still be
 * in the step before: two steps early is too early.
 */
export async function nextCode(secret, server) {
  const into = server.now() % STEP;
  if (into < APART) await new Promise((resolve) => setTimeout(resolve, APART - into));
  return code(secret, server.now() + STEP);
}

function bytes(secret) {
  const bits = [...secret.replaceAll(" ", "")].map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, "0")).join("");
  return Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
}
